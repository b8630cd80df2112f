package io.casebook.platform.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.casebook.platform.Faults;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.platform.kafka.Topics;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.ModelTask;
import io.casebook.vocabulary.llm.ModelTaskResult;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tasks over their two topics. Results are followed from the oldest that is kept, beginning with the first task: whoever asks nothing
 * reads nothing.
 */
@ApplicationScoped
class KafkaModelTasks implements ModelTasks {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_REMEMBERED = 20_000;
    private static final Duration FAILED_FOR = Duration.ofMinutes(1);

    /** What a result takes back from the gateway, which keeps the time itself. */
    private static final Duration ON_THE_WAY = Duration.ofMillis(500);

    private final PlatformSettings settings;
    private final Topics topics;
    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private final RecordPublisher publisher;
    private final InstantSource clock = InstantSource.system();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Cache<String, TaskOutcome> done =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
    private final Cache<String, TaskOutcome> failed = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(FAILED_FOR)
            .build();
    private final Map<String, CompletableFuture<TaskOutcome>> waiting = new ConcurrentHashMap<>();
    private @Nullable TopicFollower<ModelTaskResult> follower;

    KafkaModelTasks(
            PlatformSettings settings,
            Topics topics,
            KafkaClients clients,
            DeadLetters deadLetters,
            RecordPublisher publisher) {
        this.settings = settings;
        this.topics = topics;
        this.clients = clients;
        this.deadLetters = deadLetters;
        this.publisher = publisher;
    }

    @Override
    public @Nullable TaskOutcome known(Task task) {
        following();
        return known(task.id());
    }

    private @Nullable TaskOutcome known(String id) {
        var outcome = done.getIfPresent(id);
        return outcome != null ? outcome : failed.getIfPresent(id);
    }

    @Override
    public CompletionStage<TaskOutcome> ask(Task task) {
        var id = task.id();
        var mine = new CompletableFuture<TaskOutcome>();
        var others = waiting.putIfAbsent(id, mine);
        if (others != null) {
            return others.minimalCompletionStage();
        }
        var late = new TaskOutcome.Failed("deadline_exceeded", "no result within " + task.within());
        mine.completeOnTimeout(late, task.within().plus(ON_THE_WAY).toMillis(), TimeUnit.MILLISECONDS);
        var _ = mine.whenComplete((outcome, fault) -> waiting.remove(id, mine));
        // Not known is only what is not among the results that were there before.
        var _ = following()
                .caughtUp()
                .thenRunAsync(() -> askUnlessKnown(task, id, mine), threads)
                .exceptionally(fault -> {
                    settle(id, unavailable(fault));
                    return null;
                });
        return mine.minimalCompletionStage();
    }

    private void askUnlessKnown(Task task, String id, CompletableFuture<TaskOutcome> mine) {
        var outcome = known(id);
        if (outcome != null) {
            mine.complete(outcome);
            return;
        }
        if (mine.isDone()) {
            return;
        }
        var _ = publisher.send(topics.llmTasks(), id, record(task, id)).exceptionally(fault -> {
            settle(id, unavailable(fault));
            return null;
        });
    }

    private ModelTask record(Task task, String id) {
        var material = new TreeMap<String, io.casebook.vocabulary.PersonalText>();
        task.material().forEach((name, text) -> material.put(name, Personal.text(text)));
        Instant now = clock.instant();
        return new ModelTask(
                id,
                settings.tenantId(),
                task.kind().wireName(),
                task.lane(),
                task.models(),
                now,
                now.plus(task.within()),
                task.language(),
                material);
    }

    private void settle(String id, TaskOutcome outcome) {
        switch (outcome) {
            case TaskOutcome.Answered answered -> done.put(id, answered);
            case TaskOutcome.Failed fault -> failed.put(id, fault);
        }
        var asked = waiting.get(id);
        if (asked != null) {
            // Whoever waits goes on by itself, and not on the thread that reads results.
            asked.completeAsync(() -> outcome, threads);
        }
    }

    private synchronized TopicFollower<ModelTaskResult> following() {
        var running = follower;
        if (running == null) {
            running = TopicFollower.of(topics.llmTaskResults(), clients, deadLetters)
                    .named("model-tasks")
                    .from(TopicFollower.Start.BEGINNING)
                    .start(record -> arrived(record.value()));
            follower = running;
        }
        return running;
    }

    private void arrived(ModelTaskResult result) {
        var outcome = outcome(result);
        // A failure of yesterday is no reason not to ask today.
        var old = result.completedAt().plus(FAILED_FOR).isBefore(clock.instant());
        if (outcome instanceof TaskOutcome.Answered || !old) {
            settle(result.taskId(), outcome);
        }
    }

    private static TaskOutcome outcome(ModelTaskResult result) {
        return switch (result.outcome()) {
            case CompletionAnswer answer -> answered(result, answer);
            case CompletionFault fault -> new TaskOutcome.Failed(fault.reasonCode(), fault.detail());
            case CompletionOutcome.Unknown _ ->
                new TaskOutcome.Failed("unreadable", "a newer gateway answered; bring this service up to its version");
        };
    }

    private static TaskOutcome answered(ModelTaskResult result, CompletionAnswer answer) {
        try {
            var text = Personal.plainOrNull(answer.text());
            var json = JSON.readTree(text == null ? "" : text);
            return json.isObject()
                    ? new TaskOutcome.Answered(answer.model(), json, result.completedAt())
                    : unreadable();
        } catch (JsonProcessingException e) {
            return unreadable();
        }
    }

    private static TaskOutcome unreadable() {
        return new TaskOutcome.Failed("unreadable", "the result is no JSON object");
    }

    private static TaskOutcome unavailable(Throwable fault) {
        return new TaskOutcome.Failed("unavailable", Faults.describe(Faults.unwrap(fault)));
    }

    @PreDestroy
    synchronized void close() {
        if (follower != null) {
            follower.close();
        }
        waiting.values()
                .forEach(asked -> asked.complete(new TaskOutcome.Failed("stopping", "this service is stopping")));
        threads.close();
    }
}
