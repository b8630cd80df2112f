package io.casebook.platform.conversations;

import org.jspecify.annotations.Nullable;

/** Answers where a conversation stands. */
public interface ConversationStates {

    /**
     * The conversation; null where none of that id is known.
     *
     * @throws ConversationStatesUnavailableException while nobody can answer
     */
    @Nullable
    ConversationSummary find(String conversationId);

    /** True when questions can be answered. */
    boolean ready();
}
