package io.casebook.conversation;

import io.casebook.vocabulary.DeadlineKind;
import io.casebook.vocabulary.event.ReplyApprovalRequested;
import io.casebook.vocabulary.event.ReplyApproved;
import io.casebook.vocabulary.event.ReplyWithdrawn;
import io.casebook.vocabulary.event.ToolApprovalRequested;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.Deadline;
import io.casebook.vocabulary.state.PendingApproval;
import io.casebook.vocabulary.state.PendingReply;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is known after something began to wait for a person, or no longer does. */
final class ApprovalFold {
    /** Reasons for which the agent itself goes on at once, and says then what it has not said yet. */
    private static final Set<String> AGENT_GOES_ON =
            Set.of(ReplyApprovalRules.NEWER_MESSAGE, ReplyApprovalRules.NEWER_TURN);

    private ApprovalFold() {}

    static ConversationState actionWaits(ConversationState state, ToolApprovalRequested requested) {
        return withExpiry(state.withApproval(new PendingApproval(requested, state.turn())));
    }

    static ConversationState actionDecided(ConversationState state) {
        return withExpiry(state.withApproval(null));
    }

    static ConversationState replyWaits(ConversationState state, ReplyApprovalRequested requested) {
        var turn = States.answering(state);
        var draft = turn == null ? null : turn.draft();
        return draft == null || !draft.draftId().equals(requested.draftId())
                ? state
                : withExpiry(state.withReplyApproval(new PendingReply(draft, requested, state.turn())));
    }

    /** An approved draft is that of the turn which sends it. */
    static ConversationState replyDecided(ConversationState state, ReplyApproved decided) {
        var pending = state.replyApproval();
        if (pending == null || !pending.draft().draftId().equals(decided.draftId())) {
            return state;
        }
        var next = withExpiry(state.withReplyApproval(null));
        return decided.approved() ? TurnFold.turn(next, turn -> turn.withDraft(pending.draft())) : unsaid(next);
    }

    /** The customer never saw the draft, so that nothing that it asked was asked. */
    static ConversationState replyWithdrawn(ConversationState state, ReplyWithdrawn withdrawn) {
        var pending = state.replyApproval();
        if (pending == null || !pending.draft().draftId().equals(withdrawn.draftId())) {
            return state;
        }
        var next = Evolver.withoutDeadline(withExpiry(state.withReplyApproval(null)), DeadlineKind.HOLDING);
        return AGENT_GOES_ON.contains(withdrawn.reasonCode()) ? unasked(next) : unsaid(next);
    }

    private static ConversationState unasked(ConversationState state) {
        var procedure = state.procedure();
        if (procedure == null || !procedure.waitsForCustomer()) {
            return state;
        }
        // The question is the last that the procedure said, and will be put again.
        var unsent = procedure.unsent();
        return state.withProcedure(procedure
                .withWaitsForCustomer(false)
                .withUnsent(unsent.isEmpty() ? unsent : unsent.subList(0, unsent.size() - 1)));
    }

    private static ConversationState unsaid(ConversationState state) {
        var procedure = state.procedure();
        return procedure == null
                ? state
                : state.withProcedure(procedure.withWaitsForCustomer(false).withUnsent(List.of()));
    }

    /** One deadline for both: that of whatever lapses first. */
    private static ConversationState withExpiry(ConversationState state) {
        var action = state.approval();
        var reply = state.replyApproval();
        var first = Stream.concat(
                        Stream.ofNullable(action)
                                .map(pending -> pending.request().expiresAt()),
                        Stream.ofNullable(reply)
                                .map(pending -> pending.request().expiresAt()))
                .min(Instant::compareTo)
                .orElse(null);
        return first == null
                ? Evolver.withoutDeadline(state, DeadlineKind.APPROVAL)
                : Evolver.withDeadline(state, new Deadline(DeadlineKind.APPROVAL, first));
    }
}
