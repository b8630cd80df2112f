package io.casebook.knowledge.in;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.knowledge.ScriptedModels;
import io.casebook.knowledge.tasks.OrderLimits;
import io.casebook.knowledge.tasks.Ordering;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.SearchRequest;
import io.casebook.vocabulary.knowledge.SearchResult;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SearchWorkerTest {
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    private final ScriptedModels models = new ScriptedModels().doing(ModelsInTests::usually);
    private final KnowledgeWorld world = new KnowledgeWorld()
            .publish("refunds", Articles.article("Refunds", "refund money").withPublicUrl("https://shop.example/r"))
            .publish("rules", Articles.article("Rules", "refund money").withVisibility(Visibility.INTERNAL));

    @Test
    void answers_with_passages_and_the_position_that_was_read() {
        var request = request();
        var result = open(Duration.ofMillis(10)).answer(request);

        assertThat(result.failure()).isNull();
        assertThat(result.requestId()).isEqualTo(request.requestId());
        assertThat(result.conversationId()).isEqualTo(request.conversationId());
        assertThat(result.turn()).isEqualTo(request.turn());
        assertThat(result.epoch()).isEqualTo(request.epoch());
        assertThat(result.position()).isEqualTo(1);
        assertThat(result.answerability()).isGreaterThan(0.5);
        assertThat(result.passages()).hasSize(1);
        var passage = result.passages().getFirst();
        assertThat(passage.title()).isEqualTo("Refunds");
        assertThat(passage.text()).isEqualTo("refund money");
        assertThat(passage.url()).isEqualTo("https://shop.example/r");
        assertThat(passage.source().articleId()).isEqualTo("refunds");
        assertThat(passage.source().articlePosition()).isZero();
    }

    @Test
    void repeats_a_search_at_its_position() {
        var worker = open(Duration.ofMillis(10));
        var first = worker.answer(request());
        world.publish("refunds", Articles.article("Refunds", "something else")).retire("rules");
        var again = worker.answer(request().withAtPosition(first.position()));

        assertThat(again).isEqualTo(first);
        assertThat(worker.answer(request()).passages()).isNotEqualTo(first.passages());
    }

    @Test
    void a_model_has_the_last_word_on_the_order_but_not_on_what_is_repeated_at_a_position() {
        world.publish("more", "refund money now").publish("most", "refund money now and here");
        var worker = open(Duration.ofMillis(10));
        var scored = worker.answer(request());
        models.answering("{\"order\": [3, 2, 1]}");
        var ordered = worker.answer(request().withQuery(Personal.text("refund money?")));

        assertThat(ids(ordered)).isEqualTo(ids(scored).reversed());
        assertThat(ordered.answerability()).isEqualTo(scored.answerability());
        assertThat(ordered.orderedBy()).isEqualTo("big");
        var asked = models.asked().size();
        var repeated = worker.answer(
                request().withQuery(Personal.text("refund money!")).withAtPosition(3L));
        assertThat(ids(repeated)).isEqualTo(ids(scored));
        assertThat(repeated.orderedBy()).isNull();
        assertThat(models.asked()).hasSize(asked);
    }

    @Test
    void a_model_that_fails_keeps_no_search_from_being_answered() {
        world.publish("more", "refund money now");
        models.failing("unavailable");

        var result = open(Duration.ofMillis(10)).answer(request());

        assertThat(result.failure()).isNull();
        assertThat(ids(result)).containsExactly("refunds", "more");
    }

    @Test
    void finds_internal_articles_for_who_asks_for_them() {
        var request = request().withVisibilities(List.of(Visibility.values()));

        assertThat(open(Duration.ofMillis(10)).answer(request).passages())
                .extracting(passage -> passage.source().articleId())
                .containsExactlyInAnyOrder("refunds", "rules");
    }

    @Test
    void waits_for_a_position_that_is_about_to_come() {
        var writer = Thread.ofVirtual().start(() -> world.publish("new", "refund money now"));
        var result = open(Duration.ofSeconds(20)).answer(request().withAtPosition(2L));

        assertThat(result.failure()).isNull();
        assertThat(result.position()).isEqualTo(2);
        assertThat(writer).isNotNull();
    }

    @Test
    void says_so_when_the_position_does_not_come() {
        var result = open(Duration.ofMillis(5)).answer(request().withAtPosition(99L));

        assertThat(result.failure()).isEqualTo("position_not_reached");
        assertThat(result.position()).isEqualTo(1);
        assertThat(result.passages()).isEmpty();
    }

    @Test
    void says_so_when_the_deadline_has_passed() {
        var late = request().withDeadlineAt(NOW.minusMillis(1));

        assertThat(open(Duration.ofSeconds(20)).answer(late).failure()).isEqualTo("deadline_exceeded");
    }

    @Test
    void does_not_answer_from_an_index_that_has_not_caught_up() {
        var worker = worker(Duration.ofMillis(10));
        var hasty = request().withDeadlineAt(NOW.plusMillis(20));

        assertThat(worker.answer(hasty).failure()).isEqualTo("deadline_exceeded");
        worker.open();
        assertThat(worker.answer(request()).failure()).isNull();
    }

    @Test
    void says_so_when_the_question_is_sealed() {
        var sealed = request().withQuery(new PersonalText(null, ByteBuffer.wrap(new byte[] {1}), "key"));

        assertThat(open(Duration.ofMillis(10)).answer(sealed).failure()).isEqualTo("query_sealed");
    }

    @Test
    void keeps_to_sensible_numbers_of_passages() {
        assertThat(open(Duration.ofMillis(10))
                        .answer(request().withPassages(-3))
                        .passages())
                .hasSize(1);
        assertThat(open(Duration.ofMillis(10))
                        .answer(request().withPassages(100_000))
                        .passages())
                .hasSize(1);
    }

    private SearchWorker open(Duration positionWait) {
        var worker = worker(positionWait);
        worker.open();
        return worker;
    }

    private SearchWorker worker(Duration positionWait) {
        var limits = new OrderLimits(List.of("big"), Duration.ofSeconds(2));
        var ordering = new Ordering(models, limits, InstantSource.fixed(NOW));
        return new SearchWorker(world.index(), ordering, positionWait, InstantSource.fixed(NOW));
    }

    private static SearchRequest request() {
        return new SearchRequest(
                        "r-1",
                        "default",
                        "c-1",
                        3,
                        4,
                        "shop",
                        Personal.text("refund money"),
                        5,
                        List.of(Visibility.PUBLIC, Visibility.USERS),
                        NOW.minusMillis(5),
                        NOW.plusSeconds(30))
                .withLanguage("en");
    }

    @Test
    void what_was_said_before_groups_topics_and_tokens_reach_the_search() {
        world.publish("germany", "delivery to germany takes two days")
                .publish("gold", Articles.article("Gold", "refund money").withAudience(List.of("gold")))
                .publish("returns", Articles.article("Returns", "refund money").withTopicId("returns"));
        var worker = open(Duration.ZERO);

        assertThat(first(worker.answer(request()
                        .withQuery(Personal.text("and to germany?"))
                        .withContext(Personal.text("how long does delivery take")))))
                .isEqualTo("germany");
        assertThat(ids(worker.answer(request()))).doesNotContain("gold");
        assertThat(ids(worker.answer(request().withAudiences(List.of("gold"))))).contains("gold");
        assertThat(ids(worker.answer(request().withTopics(List.of("returns"))))).containsExactly("returns");
        assertThat(worker.answer(request().withMaxTokens(1)).passages()).hasSize(1);
        assertThat(worker.answer(request()).model()).isEqualTo("words");
    }

    private static String first(SearchResult result) {
        return ids(result).getFirst();
    }

    private static List<String> ids(SearchResult result) {
        return result.passages().stream()
                .map(passage -> passage.source().articleId())
                .toList();
    }
}
