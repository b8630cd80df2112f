package io.casebook.platform.conversations;

import org.jspecify.annotations.Nullable;

/** Nobody can say right now where a conversation stands: the orchestrator is starting, moving partitions, or not reachable. */
public final class ConversationStatesUnavailableException extends RuntimeException {

    /**
     * @param message what is missing and what to do about it
     * @param cause what was tried; null where nothing could be
     */
    public ConversationStatesUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
