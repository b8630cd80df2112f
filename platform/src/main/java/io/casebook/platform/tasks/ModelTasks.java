package io.casebook.platform.tasks;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Puts work to models, through the gateway, that belongs to no turn of a conversation. Thread-safe. */
public interface ModelTasks {

    /**
     * Asks, unless the same work is being done, was done within a week, or failed within a minute: then that outcome. The stage never
     * completes exceptionally: that something failed, or took too long, is an outcome.
     */
    CompletionStage<TaskOutcome> ask(Task task);

    /** The outcome of the same work where it is known, also from before a restart; null otherwise. */
    @Nullable
    TaskOutcome known(Task task);
}
