package io.casebook.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casebook.platform.tasks.ModelTasks;
import io.casebook.platform.tasks.Task;
import io.casebook.platform.tasks.TaskOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Models that do what a test says. As the real ones they remember what they answered, and are not asked for it twice. */
public final class ScriptedModels implements ModelTasks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Task> asked = new ArrayList<>();
    private final Map<String, TaskOutcome> known = new HashMap<>();
    private final Map<String, CompletableFuture<TaskOutcome>> waiting = new HashMap<>();
    private @Nullable Function<Task, TaskOutcome> script;

    /** What they do from now on with what they are asked. */
    public ScriptedModels doing(Function<Task, TaskOutcome> deed) {
        script = deed;
        return this;
    }

    /** They answer everything with this JSON from now on. */
    public ScriptedModels answering(String json) {
        return doing(task -> answered(json));
    }

    /** They fail with everything from now on. */
    public ScriptedModels failing(String reasonCode) {
        return doing(task -> new TaskOutcome.Failed(reasonCode, "a detail"));
    }

    /** They take their time from now on, until {@link #answersNow}. */
    public ScriptedModels thinking() {
        script = null;
        return this;
    }

    /** What they were thinking about is answered. */
    public void answersNow(String json) {
        var open = Map.copyOf(waiting);
        waiting.clear();
        open.forEach((id, stage) -> {
            known.put(id, answered(json));
            stage.complete(answered(json));
        });
    }

    /** An answer of the model `big`. */
    public static TaskOutcome answered(String json) {
        try {
            return new TaskOutcome.Answered("big", JSON.readTree(json), Instant.EPOCH);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Everything that a model was really asked. */
    public List<Task> asked() {
        return List.copyOf(asked);
    }

    /** The newest of it. */
    public Task last() {
        return asked.getLast();
    }

    @Override
    public CompletionStage<TaskOutcome> ask(Task task) {
        var before = known.get(task.id());
        if (before != null) {
            return CompletableFuture.completedFuture(before);
        }
        var open = waiting.get(task.id());
        if (open != null) {
            return open;
        }
        asked.add(task);
        if (script == null) {
            var stage = new CompletableFuture<TaskOutcome>();
            waiting.put(task.id(), stage);
            return stage;
        }
        var outcome = Objects.requireNonNull(script).apply(task);
        if (outcome instanceof TaskOutcome.Answered) {
            known.put(task.id(), outcome);
        }
        return CompletableFuture.completedFuture(outcome);
    }

    @Override
    public @Nullable TaskOutcome known(Task task) {
        return known.get(task.id());
    }
}
