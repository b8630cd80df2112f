package io.casebook.conversation;

import io.casebook.schemas.Schemas;
import io.casebook.vocabulary.DeadlineKind;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.state.Answering;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.Deadline;
import io.casebook.vocabulary.state.OpenRequest;
import io.casebook.vocabulary.state.SpecialistAtWork;
import io.casebook.vocabulary.state.Unborn;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The empty state, and questions that more than one rule asks of a state. */
public final class States {
    /** The rules of folding that this code has: those of the releases so far, and what came since. */
    static final int FOLD_VERSION = Schemas.releasedVersions().size() + 1;

    private States() {}

    /** A conversation of which nothing is known yet. */
    public static ConversationState unborn(String tenantId, String conversationId) {
        return new ConversationState(
                        conversationId,
                        tenantId,
                        "",
                        "",
                        "",
                        0,
                        0,
                        0,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        new Unborn(),
                        new Usage())
                .withFoldVersion(FOLD_VERSION);
    }

    /** The earliest time at which something will happen by itself; null where nothing will. */
    public static @Nullable Instant nextDeadline(ConversationState state) {
        var turn = answering(state);
        return Stream.concat(
                        state.deadlines().stream().map(Deadline::dueAt),
                        turn == null
                                ? Stream.empty()
                                : turn.specialists().stream().map(SpecialistAtWork::deadlineAt))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** True when the AI agent has the conversation. */
    public static boolean withAgent(ConversationState state) {
        return switch (state.phase()) {
            case io.casebook.vocabulary.state.Waiting ignored -> true;
            case io.casebook.vocabulary.state.Debouncing ignored -> true;
            case Answering ignored -> true;
            case Unborn ignored -> false;
            case io.casebook.vocabulary.state.Observing ignored -> false;
            case io.casebook.vocabulary.state.WithHuman ignored -> false;
            case io.casebook.vocabulary.state.Finished ignored -> false;
            case io.casebook.vocabulary.state.Cancelled ignored -> false;
            case io.casebook.vocabulary.state.Phase.Unknown ignored -> false;
        };
    }

    /** True when the conversation has ended. */
    public static boolean ended(ConversationState state) {
        return state.phase() instanceof io.casebook.vocabulary.state.Finished
                || state.phase() instanceof io.casebook.vocabulary.state.Cancelled;
    }

    static @Nullable Answering answering(ConversationState state) {
        return state.phase() instanceof Answering answering ? answering : null;
    }

    static @Nullable OpenRequest openRequest(ConversationState state, String requestId) {
        return state.openRequests().stream()
                .filter(open -> open.requestId().equals(requestId))
                .findFirst()
                .orElse(null);
    }

    static @Nullable Instant deadline(ConversationState state, DeadlineKind kind) {
        return state.deadlines().stream()
                .filter(deadline -> deadline.kind() == kind)
                .map(Deadline::dueAt)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
