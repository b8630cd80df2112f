package io.casebook.conversation.definition;

import java.util.List;

/**
 * How much of a tool's result is told.
 *
 * @param pick JSON pointers to what is told of it, {@code *} for every member or item; empty for all of it
 * @param maxItems how many items of each list are told; 0 for all
 */
public record ToolOutput(List<String> pick, int maxItems) {
    /** All of it. */
    public static final ToolOutput ALL = new ToolOutput(List.of(), 0);

    public ToolOutput {
        pick = List.copyOf(pick);
        if (maxItems < 0) {
            throw new IllegalArgumentException("max_items must not be negative, but is " + maxItems);
        }
    }
}
