package io.casebook.platform.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.definition.DefinitionChange;
import io.casebook.vocabulary.definition.DefinitionPublished;
import io.casebook.vocabulary.definition.DefinitionRecord;
import io.casebook.vocabulary.definition.DefinitionReleased;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DefinitionIndexTest {
    private static final DefinitionFiles FIRST = files("Be kind.");
    private static final DefinitionFiles SECOND = files("Be brief.");

    private final DefinitionIndex index = new DefinitionIndex();

    @Test
    void a_published_version_is_found_and_answers_nobody() {
        index.add(published(FIRST));
        var found = index.find(ref(FIRST));
        assertThat(found).isNotNull();
        assertThat(found.definition().instructions()).contains("Be kind.");
        assertThat(index.answering("shop", "c1")).isNull();
        assertThat(index.agents()).containsExactly("shop");
        assertThat(index.releasedAgents()).isEmpty();
    }

    @Test
    void the_released_version_answers_until_another_is_released() {
        index.add(published(FIRST));
        index.add(published(SECOND));
        index.add(released(new DefinitionReleased(SECOND.version())));
        assertThat(index.answering("shop", "c1")).isEqualTo(ref(SECOND));

        index.add(released(new DefinitionReleased(FIRST.version())));
        assertThat(index.answering("shop", "c1")).isEqualTo(ref(FIRST));
        assertThat(index.versions("shop")).containsExactly(ref(FIRST), ref(SECOND));
    }

    @Test
    void a_release_that_was_made_from_another_version_than_the_one_that_answers_counts_for_nothing() {
        index.add(released(new DefinitionReleased(FIRST.version()).withFollows(SECOND.version())));
        assertThat(index.released("shop")).as("nothing answers yet").isNull();

        index.add(released(new DefinitionReleased(FIRST.version())));
        var tooLate = new DefinitionReleased(SECOND.version()).withFollows("000000000000");
        assertThat(index.add(released(tooLate))).isEmpty();
        assertThat(index.answering("shop", "c1")).isEqualTo(ref(FIRST));

        index.add(released(new DefinitionReleased(SECOND.version()).withFollows(FIRST.version())));
        assertThat(index.answering("shop", "c1")).isEqualTo(ref(SECOND));
    }

    @Test
    void a_release_that_was_made_before_a_canary_began_does_not_end_it() {
        index.add(released(new DefinitionReleased(FIRST.version(), SECOND.version(), 1, null)));
        index.add(released(new DefinitionReleased("000000000000").withFollows(FIRST.version())));

        assertThat(index.answering("shop", "c1")).isEqualTo(ref(SECOND));
    }

    @Test
    void the_canary_gets_its_share_and_keeps_its_conversations_while_the_share_grows() {
        index.add(released(new DefinitionReleased(FIRST.version(), SECOND.version(), 0.2, null)));
        var atFirst = canaryConversations();
        index.add(released(new DefinitionReleased(FIRST.version(), SECOND.version(), 0.5, null)));
        var later = canaryConversations();

        assertThat(atFirst.size() / 10_000.0).isCloseTo(0.2, within(0.02));
        assertThat(later.size() / 10_000.0).isCloseTo(0.5, within(0.02));
        assertThat(later).containsAll(atFirst);
    }

    @Test
    void no_share_and_the_whole_share_are_exact() {
        index.add(released(new DefinitionReleased(FIRST.version(), SECOND.version(), 0, null)));
        assertThat(canaryConversations()).isEmpty();

        index.add(released(new DefinitionReleased(FIRST.version(), SECOND.version(), 1, null)));
        assertThat(canaryConversations()).hasSize(10_000);
    }

    @Test
    void files_that_are_not_those_of_the_version_are_refused() {
        var wrong = record(new DefinitionPublished("000000000000", FIRST.files()));

        assertThatThrownBy(() -> index.add(wrong)).hasMessageContaining("000000000000");
        assertThat(index.agents()).isEmpty();
    }

    @Test
    void a_version_that_does_not_compile_here_is_not_found() {
        var broken = new DefinitionFiles(Map.of("agent.yaml", "id: shop\nno_such_key: 1\n"));
        index.add(published(broken));

        assertThat(index.find(ref(broken))).isNull();
        assertThat(index.files(ref(broken))).isEqualTo(broken);
    }

    @Test
    void publishing_again_changes_nothing() {
        index.add(published(FIRST));
        index.add(published(FIRST));

        assertThat(index.versions("shop")).hasSize(1);
    }

    @Test
    void a_catalogue_without_kafka_tells_what_answers() {
        index.add(published(FIRST));
        index.add(published(SECOND));
        index.add(released(new DefinitionReleased(FIRST.version())));
        var catalog = DefinitionCatalog.of(index);
        var told = new ArrayList<AgentDefinition>();
        catalog.onPublished(told::add);

        assertThat(told).extracting(AgentDefinition::version).containsExactly(FIRST.version());
        assertThat(catalog.awaitAny(Duration.ZERO)).isTrue();
        assertThat(catalog.live("shop", "c1")).isEqualTo(told.getFirst());
        assertThat(catalog.live("other", "c1")).isNull();
        assertThat(catalog.files(ref(SECOND))).isEqualTo(SECOND);
        assertThatThrownBy(() -> catalog.files(new DefinitionRef("shop", "123456789abc")))
                .hasMessageContaining("123456789abc")
                .hasMessageContaining(FIRST.version());
    }

    private List<String> canaryConversations() {
        var canary = new ArrayList<String>();
        IntStream.range(0, 10_000).mapToObj(i -> "c" + i).forEach(conversation -> {
            if (ref(SECOND).equals(index.answering("shop", conversation))) {
                canary.add(conversation);
            }
        });
        return canary;
    }

    static DefinitionFiles files(String instructions) {
        return new DefinitionFiles(
                Map.of("agent.yaml", "id: shop\nlanguages: [en]\ninstructions: " + instructions + "\n"));
    }

    static DefinitionRef ref(DefinitionFiles files) {
        return new DefinitionRef("shop", files.version());
    }

    static DefinitionRecord published(DefinitionFiles files) {
        return record(new DefinitionPublished(files.version(), files.files()));
    }

    static DefinitionRecord released(DefinitionReleased pointers) {
        return record(pointers);
    }

    private static DefinitionRecord record(DefinitionChange change) {
        return new DefinitionRecord(
                "shop", "default", Instant.parse("2026-01-31T12:00:00Z"), new Actor(ActorType.HUMAN, "ops"), change);
    }
}
