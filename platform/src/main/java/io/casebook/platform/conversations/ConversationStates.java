package io.casebook.platform.conversations;

import java.util.List;
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

    /**
     * Ids of all conversations of a customer, in their order; empty where none are known. Looks at every conversation, so it is
     * for what is rare.
     *
     * @throws ConversationStatesUnavailableException while nobody can answer
     */
    List<String> ofCustomer(String customerId);

    /** True when questions can be answered. */
    boolean ready();
}
