package io.casebook.platform.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** What came of a task. */
public sealed interface TaskOutcome {

    /**
     * It was done.
     *
     * @param model name of the model that did it
     * @param answer the answer, in the form of its kind
     * @param at when
     */
    record Answered(String model, JsonNode answer, Instant at) implements TaskOutcome {}

    /**
     * It was not done.
     *
     * @param reasonCode why, as in the vocabulary's CompletionFault
     * @param detail more about it, without personal text
     */
    record Failed(String reasonCode, String detail) implements TaskOutcome {}
}
