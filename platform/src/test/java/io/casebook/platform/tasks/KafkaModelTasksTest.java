package io.casebook.platform.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.FakeKafka;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topics;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.ModelTask;
import io.casebook.vocabulary.llm.ModelTaskResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaModelTasksTest {
    private static final Topics TOPICS = new Topics("test.", 1);
    private static final TopicPartition RESULTS =
            new TopicPartition(TOPICS.llmTaskResults().name(), 0);
    private static final Task TASK = task(Duration.ofSeconds(30));

    private final FakeKafka kafka = new FakeKafka();
    private final RecordPublisher publisher = new RecordPublisher(kafka);
    private final KafkaModelTasks tasks = new KafkaModelTasks(
            PlatformSettings.local("localhost:9092"), TOPICS, kafka, new DeadLetters(publisher, TOPICS), publisher);

    @AfterEach
    void close() {
        tasks.close();
    }

    @Test
    void a_task_is_put_to_the_gateway_and_gets_its_answer() {
        held(0);
        var asked = tasks.ask(TASK);
        var record = published();
        assertThat(record.taskId()).isEqualTo(TASK.id());
        assertThat(record.kind()).isEqualTo("draft-article");
        assertThat(record.models()).containsExactly("main");
        assertThat(record.lane()).isEqualTo(Lane.BACKGROUND);
        assertThat(Duration.between(record.requestedAt(), record.deadlineAt())).isEqualTo(TASK.within());
        assertThat(Personal.plainOrNull(record.material().get("question"))).isEqualTo("Where?");

        arrives(0, answer("{\"title\":\"Where\",\"body\":\"There.\"}"), Instant.now());

        assertThat(outcome(asked)).isInstanceOfSatisfying(TaskOutcome.Answered.class, answered -> {
            assertThat(answered.model()).isEqualTo("careful");
            assertThat(answered.answer().path("body").asText()).isEqualTo("There.");
        });
    }

    @Test
    void who_asks_for_the_same_meanwhile_or_later_gets_the_same_and_nothing_is_asked_twice() {
        held(0);
        var first = tasks.ask(TASK);
        var second = tasks.ask(TASK);
        published();
        arrives(0, answer("{}"), Instant.now());

        assertThat(outcome(first)).isEqualTo(outcome(second)).isEqualTo(outcome(tasks.ask(TASK)));
        assertThat(tasks.known(TASK)).isEqualTo(outcome(first));
        assertThat(kafka.published(TOPICS.llmTasks())).hasSize(1);
    }

    @Test
    void what_was_answered_before_a_restart_is_not_asked_again() {
        held(1);
        assertThat(tasks.known(TASK)).isNull();
        arrives(0, answer("{\"title\":\"Old\"}"), Instant.now().minus(Duration.ofDays(3)));

        assertThat(outcome(tasks.ask(TASK))).isInstanceOf(TaskOutcome.Answered.class);
        assertThat(kafka.published(TOPICS.llmTasks())).isEmpty();
    }

    @Test
    void what_failed_just_now_is_not_asked_again_and_what_failed_long_ago_is() {
        held(1);
        var asked = tasks.ask(TASK);
        await().until(() -> kafka.reader() != null);
        arrives(
                0,
                new CompletionFault("unavailable", "nobody is there"),
                Instant.now().minus(Duration.ofHours(1)));
        published();
        arrives(1, new CompletionFault("rate_limited", "too many"), Instant.now());

        assertThat(outcome(asked)).isEqualTo(new TaskOutcome.Failed("rate_limited", "too many"));
        assertThat(outcome(tasks.ask(TASK))).isEqualTo(outcome(asked));
        assertThat(kafka.published(TOPICS.llmTasks())).hasSize(1);
    }

    @Test
    void without_a_result_in_time_that_is_the_outcome() {
        held(0);

        assertThat(outcome(tasks.ask(task(Duration.ofMillis(1)))))
                .isEqualTo(new TaskOutcome.Failed("deadline_exceeded", "no result within PT0.001S"));
    }

    @Test
    void a_result_that_is_no_json_object_is_a_failure() {
        held(0);
        var asked = tasks.ask(TASK);
        published();
        arrives(0, answer("all is well"), Instant.now());

        assertThat(outcome(asked))
                .isInstanceOfSatisfying(
                        TaskOutcome.Failed.class,
                        failed -> assertThat(failed.reasonCode()).isEqualTo("unreadable"));
    }

    @Test
    void whoever_waits_while_the_service_stops_is_told() {
        held(0);
        var asked = tasks.ask(TASK);
        published();
        tasks.close();

        assertThat(outcome(asked)).isEqualTo(new TaskOutcome.Failed("stopping", "this service is stopping"));
    }

    /** So many results stand on the topic already. */
    private void held(long results) {
        kafka.prepare(reader -> {
            reader.hasTopic(RESULTS.topic(), 1);
            reader.updateEndOffsets(Map.of(RESULTS, results));
        });
    }

    private void arrives(long offset, CompletionOutcome outcome, Instant at) {
        await().until(() -> kafka.reader() != null);
        var result = new ModelTaskResult(TASK.id(), "default", "draft-article", at, 5, List.of(), outcome);
        Objects.requireNonNull(kafka.reader())
                .addOnPoll(
                        RESULTS,
                        offset,
                        TASK.id(),
                        kafka.serde(TOPICS.llmTaskResults()).encode(result));
    }

    private ModelTask published() {
        await().until(() -> !kafka.published(TOPICS.llmTasks()).isEmpty());
        return kafka.published(TOPICS.llmTasks()).getLast();
    }

    private static CompletionAnswer answer(String text) {
        return new CompletionAnswer("careful", new Usage()).withText(Personal.text(text));
    }

    private static TaskOutcome outcome(CompletionStage<TaskOutcome> asked) {
        return asked.toCompletableFuture().join();
    }

    private static Task task(Duration within) {
        return new Task(
                TaskKind.DRAFT_ARTICLE,
                Lane.BACKGROUND,
                List.of("main"),
                within,
                "en",
                Map.of("question", "Where?", "replies", "There."));
    }
}
