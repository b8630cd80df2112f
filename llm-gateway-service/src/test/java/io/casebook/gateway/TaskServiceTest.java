package io.casebook.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.gateway.completion.BuiltinModel;
import io.casebook.gateway.completion.Models;
import io.casebook.gateway.completion.RecentResults;
import io.casebook.gateway.completion.Tasks;
import io.casebook.gateway.cost.DailyBudget;
import io.casebook.gateway.endpoint.Transport;
import io.casebook.gateway.models.Budgets;
import io.casebook.gateway.models.ModelSpec;
import io.casebook.gateway.models.ModelsFile;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.embedding.InProcessEmbeddings;
import io.casebook.platform.health.ServiceReadiness;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.platform.kafka.TopicSetup;
import io.casebook.platform.kafka.Topics;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.ModelTask;
import io.casebook.vocabulary.llm.ModelTaskResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The running worker of tasks against a real broker and a double of a model. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class TaskServiceTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Topics topics = new Topics("t.", 2);
    private final Transport transport = new Transport(1_000_000);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ServiceReadiness readiness = new ServiceReadiness();
    private final List<ModelTaskResult> results = new CopyOnWriteArrayList<>();
    private final ModelDouble big = new ModelDouble(ModelDouble.says("{\"title\":\"A\",\"body\":\"Yes.\"}"));
    private TestBroker broker;
    private KafkaClients clients;
    private RecordPublisher publisher;
    private TopicFollower<ModelTaskResult> follower;
    private TaskService service;

    @BeforeAll
    void start(@TempDir Path folder) {
        broker = new TestBroker(folder);
        clients = KafkaClients.of(PlatformSettings.local(broker.bootstrap()).withTopics("t.", 2));
        try (var admin = clients.admin()) {
            TopicSetup.create(admin, topics, (short) 1);
        }
        publisher = new RecordPublisher(clients);
        follower = TopicFollower.of(topics.llmTaskResults(), clients, new DeadLetters(publisher, topics))
                .start(record -> results.add(record.value()));
        service = service(Budgets.NONE);
        service.start(new StartupEvent());
        await().atMost(SOON).until(service::ready);
    }

    @AfterAll
    void stop() {
        service.stop(new ShutdownEvent());
        follower.close();
        publisher.close();
        transport.close();
        big.close();
        broker.close();
    }

    private TaskService service(Budgets budgets) {
        var settings = new GatewaySettings(
                true,
                600,
                2,
                4,
                Duration.ofSeconds(1),
                10_000,
                Duration.ofMinutes(1),
                100,
                Duration.ofMinutes(1),
                1_000_000,
                Duration.ofMillis(10),
                null);
        var file = new ModelsFile(Map.of("big", ModelSpec.at("big", big.url(), "m")), Map.of(), Map.of(), budgets);
        var models = new Models(
                new BuiltinModel(new InProcessEmbeddings()), file, name -> null, transport, settings.backoff());
        var recent = new RecentResults<>(
                settings.rememberedResults(),
                settings.rememberFor(),
                ModelTaskResult::taskId,
                (ModelTaskResult result) -> result.outcome() instanceof CompletionAnswer);
        return new TaskService(
                settings,
                new Tasks(models, recent),
                new PastResults<>(clients, topics.llmTaskResults(), settings.rememberFor(), recent),
                file,
                new DailyBudget(budgets, InstantSource.system()),
                new LimitShares(models, 1),
                topics,
                clients,
                new DeadLetters(publisher, topics),
                readiness,
                registry);
    }

    @Test
    void a_task_on_the_topic_becomes_a_result_on_the_topic_and_is_measured_by_its_kind() {
        send("draft-article.1");

        assertThat(resultOf("draft-article.1").outcome()).isInstanceOf(CompletionAnswer.class);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(registry.get("casebook.llm.completions")
                                .tags("purpose", "draft-article", "model", "big", "lane", "background")
                                .timer()
                                .count())
                        .isPositive());
    }

    @Test
    void a_task_that_comes_again_after_a_restart_is_answered_from_the_topic_of_results() {
        send("draft-article.2");
        var first = resultOf("draft-article.2");
        restart(Budgets.NONE);
        var before = big.asked();
        send("draft-article.2");

        await().atMost(SOON).until(() -> resultsOf("draft-article.2").size() == 2);
        assertThat(big.asked()).isEqualTo(before);
        assertThat(resultsOf("draft-article.2")).containsOnly(first);
    }

    @Test
    void a_tenant_that_has_used_up_its_day_gets_no_task_done_and_is_told_so() {
        send("draft-article.3");
        resultOf("draft-article.3");
        restart(new Budgets(new Budgets.Daily(0, 1), Map.of()));
        var before = big.asked();
        send("draft-article.4");

        assertThat(resultOf("draft-article.4").outcome())
                .isInstanceOfSatisfying(
                        CompletionFault.class,
                        fault -> assertThat(fault.reasonCode()).isEqualTo("daily_budget_exhausted"));
        assertThat(big.asked()).isEqualTo(before);
        restart(Budgets.NONE);
    }

    private void restart(Budgets budgets) {
        service.stop(new ShutdownEvent());
        service = service(budgets);
        service.start(new StartupEvent());
        await().atMost(SOON).until(service::ready);
    }

    private void send(String id) {
        var now = Instant.now();
        var task = new ModelTask(
                id,
                "default",
                "draft-article",
                Lane.BACKGROUND,
                List.of("big"),
                now,
                now.plus(SOON),
                null,
                Map.of("question", Personal.text("Is it so?"), "replies", Personal.text("Yes.")));
        publisher.send(topics.llmTasks(), id, task).toCompletableFuture().join();
    }

    private ModelTaskResult resultOf(String id) {
        await().atMost(SOON).until(() -> !resultsOf(id).isEmpty());
        return resultsOf(id).getFirst();
    }

    private List<ModelTaskResult> resultsOf(String id) {
        return results.stream().filter(result -> result.taskId().equals(id)).toList();
    }
}
