package io.casebook.gateway.endpoint;

import io.casebook.vocabulary.Usage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of one call to a model. No reply of a kind other than {@link Answered} holds text of the exchange. */
public sealed interface Reply {

    /** Why a model stopped writing. */
    enum Stop {
        /** It was done. */
        DONE,
        /** There was no room for more. */
        CUT_OFF,
        /** It, or a filter, would not. */
        REFUSED
    }

    /**
     * A tool call as the model wrote it.
     *
     * @param id the model's id for it; empty where it gave none
     * @param tool name of the tool
     * @param arguments what should be JSON text
     */
    record Call(String id, String tool, String arguments) {}

    /**
     * The model answered; whether that is of use is another question.
     *
     * @param text what it wrote; null for nothing
     * @param calls tool calls
     * @param stop why it stopped
     * @param usage what it consumed
     */
    record Answered(@Nullable String text, List<Call> calls, Stop stop, Usage usage) implements Reply {
        public Answered {
            calls = List.copyOf(calls);
        }
    }

    /**
     * The endpoint reported success and sent something that is no answer.
     *
     * @param detail what it was
     */
    record Unreadable(String detail) implements Reply {}

    /**
     * The endpoint did not answer.
     *
     * @param reasonCode as in the vocabulary's CompletionFault
     * @param detail more about it
     * @param passing true where the same call may work a moment later
     * @param retryAfter how long the endpoint wants to be left alone; null where it does not say
     */
    record Failed(
            String reasonCode,
            String detail,
            boolean passing,
            @Nullable Duration retryAfter) implements Reply {}
}
