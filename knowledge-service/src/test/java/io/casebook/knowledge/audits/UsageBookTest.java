package io.casebook.knowledge.audits;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.PassageRef;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.HumanReplied;
import io.casebook.vocabulary.event.KnowledgeRetrieved;
import io.casebook.vocabulary.event.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageBookTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final UsageBook book = new UsageBook();

    @Test
    void A_search_that_finds_two_passages_of_an_article_finds_it_once() {
        book.apply(event(NOON, found("a", "a", "b")));
        book.apply(event(NOON.minusSeconds(60), found("a")));

        assertThat(book.usage())
                .isEqualTo(new Usage(
                        NOON.minusSeconds(60),
                        Map.of("a", new Usage.Count(2, 0, NOON), "b", new Usage.Count(1, 0, NOON))));
    }

    @Test
    void Events_about_something_else_only_tell_how_far_back_the_log_goes() {
        book.apply(event(NOON, new HumanReplied("m1", Personal.text("Hello"), "hash")));

        assertThat(book.usage()).isEqualTo(new Usage(NOON, Map.of()));
    }

    private static KnowledgeRetrieved found(String... articles) {
        return new KnowledgeRetrieved(
                "s1",
                7,
                List.of(articles).stream()
                        .map(id -> new PassageRef(id, 3, 0, "hash", 0.5, Visibility.PUBLIC))
                        .toList(),
                0.9);
    }

    private static ConversationEvent event(Instant at, Payload payload) {
        return new ConversationEvent(
                "e1", "default", "c1", 1, at, 1, 1, "", new Actor(ActorType.SYSTEM, "test"), payload);
    }
}
