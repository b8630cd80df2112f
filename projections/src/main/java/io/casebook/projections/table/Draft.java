package io.casebook.projections.table;

import org.jspecify.annotations.Nullable;

/**
 * A reply that was written and may be sent.
 *
 * @param text what it says
 * @param citations JSON list of what it rests on; null where there is nothing
 */
public record Draft(String text, @Nullable String citations) {

    /** Finds a draft that was written before the conversation was taken up here. */
    @FunctionalInterface
    public interface Lookup {
        /** The draft; null where there is none of that id. */
        @Nullable
        Draft find(String conversationId, String draftId);
    }
}
