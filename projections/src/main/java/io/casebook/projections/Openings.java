package io.casebook.projections;

import io.casebook.platform.conversations.ConversationStates;
import io.casebook.platform.conversations.ConversationStatesUnavailableException;
import io.casebook.platform.conversations.RecentlyOpened;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Tells a conversation that is about to be in the log from one that nobody has opened, and waits for the former alone. */
final class Openings {
    private static final Duration PAUSE = Duration.ofMillis(10);
    /** How long the orchestrator may take to read an opening that another process accepted. */
    private static final Duration UNHEARD_OF = Duration.ofMillis(100);

    private final ConversationStates states;
    private final RecentlyOpened opened;

    Openings(ConversationStates states, RecentlyOpened opened) {
        this.states = states;
        this.opened = opened;
    }

    /**
     * Waits.
     *
     * @param limit how long for one that was opened; for any other the answer comes at once
     * @param appeared looks whether it has come
     * @return false where nobody has opened it
     * @throws ApiException unavailable where it was opened and did not come in time
     */
    boolean await(String conversationId, Duration limit, BooleanSupplier appeared) {
        var began = System.nanoTime();
        var heardOf = false;
        while (true) {
            heardOf = heardOf || isOpened(conversationId);
            if (heardOf && appeared.getAsBoolean()) {
                return true;
            }
            if (System.nanoTime() - began > (heardOf ? limit : UNHEARD_OF).toNanos() || !pause()) {
                break;
            }
        }
        if (heardOf) {
            throw new ApiException(
                    Code.UNAVAILABLE,
                    "the conversation `%s` was opened and is not in the tables yet; repeat the call in a moment"
                            .formatted(conversationId));
        }
        return false;
    }

    private boolean isOpened(String conversationId) {
        try {
            return opened.contains(conversationId) || states.find(conversationId) != null;
        } catch (ConversationStatesUnavailableException e) {
            return false;
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
