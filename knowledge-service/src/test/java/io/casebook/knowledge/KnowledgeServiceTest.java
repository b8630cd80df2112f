package io.casebook.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.in.SearchWorker;
import io.casebook.knowledge.model.EmbeddingChoice;
import io.casebook.knowledge.model.Models;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.search.PassageVectors;
import io.casebook.knowledge.tasks.OrderLimits;
import io.casebook.knowledge.tasks.Ordering;
import io.casebook.platform.health.ServiceReadiness;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topics;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.SearchRequest;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The service with Kafka's mock clients: what it reads, and what it publishes. */
class KnowledgeServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Topics topics = new Topics("test.", 1);
    private final ScriptedKafka kafka = new ScriptedKafka(topics.knowledgeRequests());
    private final WordEmbeddings embeddings = new WordEmbeddings();
    private final ServiceReadiness readiness = new ServiceReadiness();
    private final RecordPublisher publisher = new RecordPublisher(kafka);
    private final KnowledgeSettings settings = new KnowledgeSettings(
            true, 4, Duration.ofMillis(20), Duration.ofSeconds(5), Duration.ofDays(1), 0, Path.of("target"));
    private final KnowledgeIndex index = new KnowledgeIndex(new ArticleShelf(), new PassageVectors(embeddings, null));
    private final KnowledgeService service = new KnowledgeService(
            settings,
            index,
            new Models(
                    EmbeddingChoice.IN_PROCESS,
                    embeddings,
                    null,
                    PATIENCE,
                    Path.of("target", "knowledge-service-test")),
            SearchWorker.over(
                    index,
                    new Ordering(new ScriptedModels(), new OrderLimits(List.of(), PATIENCE), InstantSource.system()),
                    settings),
            topics,
            kafka,
            new DeadLetters(publisher, topics),
            readiness);

    @AfterEach
    void stop() {
        service.stop(new ShutdownEvent());
        publisher.close();
    }

    @Test
    void answers_requests_from_what_the_log_held_and_says_that_it_is_ready() {
        kafka.put(topics.articles(), Articles.record(0, "a", Articles.article("Refunds", "refund money")));
        kafka.put(topics.articles(), Articles.record(1, "b", Articles.article("Tents", "wash the tent")));
        kafka.put(topics.knowledgeRequests(), request());

        service.start(new StartupEvent());

        await().atMost(PATIENCE)
                .until(() -> !kafka.published(topics.knowledgeResults()).isEmpty());
        var result = kafka.published(topics.knowledgeResults()).getFirst();
        assertThat(result.failure()).isNull();
        assertThat(result.position()).isEqualTo(1);
        assertThat(result.passages().getFirst().source().articleId()).isEqualTo("a");
        await().atMost(PATIENCE).until(readiness::allReady);
        assertThat(readiness.report()).containsEntry("knowledge", "ready: position 1, 2 passages");
    }

    @Test
    void sets_an_unreadable_article_aside_and_goes_on() {
        kafka.put(topics.articles(), new byte[] {1, 2, 3});
        kafka.put(topics.articles(), Articles.record(1, "a", Articles.article("Refunds", "refund money")));

        service.start(new StartupEvent());

        await().atMost(PATIENCE).until(service::caughtUp);
        assertThat(index.position()).isEqualTo(1);
        assertThat(kafka.published(topics.deadLetters()))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reasonCode()).isEqualTo("unreadable"));
    }

    @Test
    void settings_that_make_no_sense_are_refused_by_name() {
        assertThatThrownBy(() -> new KnowledgeSettings(
                        true, 0, Duration.ZERO, Duration.ZERO, Duration.ofDays(1), 0, Path.of("target")))
                .hasMessage("casebook.knowledge.in-flight is 0; use 1 to 1000");
        assertThatThrownBy(() -> new KnowledgeSettings(
                        true, 1, Duration.ofHours(1), Duration.ZERO, Duration.ofDays(1), 0, Path.of("target")))
                .hasMessageContaining("casebook.knowledge.position-wait is PT1H");
        assertThatThrownBy(() -> new KnowledgeSettings(
                        true, 1, Duration.ZERO, Duration.ZERO, Duration.ofDays(1), 5, Path.of("target")))
                .hasMessageContaining("casebook.knowledge.approximate-above is 5; use 1000 or more, or 0");
    }

    @Test
    void models_that_make_no_sense_are_refused_by_name() {
        assertThatThrownBy(() -> models(List.of("big", "two words")))
                .hasMessage(
                        "casebook.knowledge.models.draft is 'two words'; use names of the models file, or of its roles,"
                                + " separated by commas");
        assertThatThrownBy(() -> models(List.of("builtin")))
                .hasMessageContaining("casebook.knowledge.models.draft is 'builtin'; use a model that writes");
        assertThatThrownBy(() -> models(List.of("big", "big"))).hasMessageContaining("use each name once");
        assertThatThrownBy(() -> models(List.of("big", "off"))).hasMessageContaining("off stands alone");
        assertThatThrownBy(() -> new ModelSettings(
                        List.of(), 0, List.of(), 1, Duration.ZERO, List.of(), PATIENCE, 2, Duration.ofMinutes(1)))
                .hasMessage("casebook.knowledge.models.drafts is '0'; use 1 to 200");
        assertThatThrownBy(() -> new ModelSettings(
                        List.of(), 1, List.of(), 1, Duration.ZERO, List.of(), PATIENCE, 99, Duration.ofMinutes(1)))
                .hasMessage("casebook.knowledge.models.at-once is '99'; use 1 to 20");
        assertThatThrownBy(() -> new ModelSettings(
                        List.of(), 1, List.of(), 1, Duration.ZERO, List.of(), PATIENCE, 2, Duration.ZERO))
                .hasMessageContaining("casebook.knowledge.models.within is 'PT0S'");
        assertThatThrownBy(() -> new ModelSettings(
                        List.of(), 1, List.of(""), 1, Duration.ZERO, List.of(), PATIENCE, 2, Duration.ofMinutes(1)))
                .hasMessageContaining("casebook.knowledge.models.compare is ''");
        assertThatThrownBy(() -> new ModelSettings(
                        List.of(), 1, List.of(), 0, Duration.ZERO, List.of(), PATIENCE, 2, Duration.ofMinutes(1)))
                .hasMessageContaining("casebook.knowledge.models.pairs is '0'");
        assertThatThrownBy(() -> new ModelSettings(
                        List.of(), 1, List.of(), 1, Duration.ofHours(2), List.of(), PATIENCE, 2, Duration.ofMinutes(1)))
                .hasMessageContaining("casebook.knowledge.models.compare-after is 'PT2H'");
        assertThatThrownBy(() -> new ModelSettings(
                        List.of(), 1, List.of(), 1, Duration.ZERO, List.of("big"), Duration.ofMinutes(1), 2, PATIENCE))
                .hasMessage("casebook.knowledge.models.rerank-within is 'PT1M'; use more than 0s, up to 30s");
    }

    @Test
    void models_write_unless_that_is_off() {
        assertThat(models(List.of()).drafting()).isTrue();
        assertThat(models(List.of("big")).drafting()).isTrue();
        assertThat(models(List.of("off")).drafting()).isFalse();
    }

    private static ModelSettings models(List<String> draft) {
        return new ModelSettings(
                draft, 20, List.of(), 100, Duration.ZERO, List.of(), PATIENCE, 2, Duration.ofMinutes(2));
    }

    private static SearchRequest request() {
        var now = Instant.now();
        return new SearchRequest(
                "r-1",
                "default",
                "c-1",
                1,
                1,
                "shop",
                Personal.text("refund money"),
                5,
                List.of(Visibility.PUBLIC),
                now,
                now.plus(PATIENCE));
    }
}
