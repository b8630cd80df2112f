package io.casebook.conversation;

import io.casebook.vocabulary.DeadlineKind;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.DeadlineSet;
import io.casebook.vocabulary.event.DraftSource;
import io.casebook.vocabulary.event.IntentClassified;
import io.casebook.vocabulary.event.ReplyChecked;
import io.casebook.vocabulary.event.ReplyDrafted;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.TurnEnded;
import io.casebook.vocabulary.event.TurnStarted;
import io.casebook.vocabulary.state.Answering;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.Deadline;
import io.casebook.vocabulary.state.Debouncing;
import io.casebook.vocabulary.state.Waiting;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is known after a turn began, went on, was answered or ended. */
final class TurnFold {
    private TurnFold() {}

    static ConversationState started(ConversationState state, ConversationEvent event, TurnStarted started) {
        var definition = event.definition();
        var turn = new Answering(
                started.cause(),
                definition == null ? new DefinitionRef(state.agentId(), "") : definition,
                event.occurredAt(),
                started.deadlineAt(),
                started.waitingSince(),
                started.messageIds(),
                new Usage());
        var next = Evolver.withoutDeadline(
                state.withPhase(turn),
                DeadlineKind.DEBOUNCE,
                DeadlineKind.NUDGE,
                DeadlineKind.ABANDON,
                DeadlineKind.FINISH);
        return Evolver.withDeadline(next, new Deadline(DeadlineKind.TURN, started.deadlineAt()));
    }

    static ConversationState superseded(ConversationState state) {
        return withoutTurnDeadlines(state.phase() instanceof Answering ? state.withPhase(new Waiting()) : state);
    }

    static ConversationState ended(ConversationState state, TurnEnded ended) {
        var next = withoutTurnDeadlines(state);
        var turn = States.answering(state);
        if (turn == null) {
            return next;
        }
        var waiting = state.replyApproval();
        if (waiting != null && waiting.turn() == state.turn()) {
            // Nobody has answered yet: the answer waits for a person.
            return next.withPhase(new Waiting());
        }
        return next.withPhase(new Waiting())
                .withUnanswered(state.unanswered().stream()
                        .filter(message -> !turn.messageIds().contains(message.messageId()))
                        .toList());
    }

    private static ConversationState withoutTurnDeadlines(ConversationState state) {
        return Evolver.withoutDeadline(state, DeadlineKind.TURN, DeadlineKind.HOLDING);
    }

    static ConversationState intent(ConversationState state, IntentClassified intent) {
        var next = turn(state, turn -> turn.withIntent(intent));
        var name = intent.intent();
        return name == null ? next : next.withLatestIntent(name);
    }

    static ConversationState drafted(ConversationState state, ReplyDrafted draft) {
        return turn(state, turn -> turn.withDraft(draft));
    }

    static ConversationState checked(ConversationState state, ReplyChecked checked) {
        return checked.passed() ? state : turn(state, turn -> turn.withFailedChecks(turn.failedChecks() + 1));
    }

    static ConversationState replied(ConversationState state, ConversationEvent event, ReplySent sent) {
        var turn = States.answering(state);
        var draft = turn == null ? null : turn.draft();
        var text = text(sent, draft);
        var next = text == null ? state : LifecycleFold.said(state, event.sequence(), Speaker.AI_AGENT, text);
        if (sent.isHolding()) {
            return turn(next, answering -> answering.withHoldingSent(true));
        }
        var procedure = next.procedure();
        if (procedure != null) {
            next = next.withProcedure(procedure.withUnsent(List.of()));
        }
        var understood = draft != null && draft.source() != DraftSource.POLICY;
        return understood ? next.withClarifications(0) : next;
    }

    private static @Nullable PersonalText text(ReplySent sent, @Nullable ReplyDrafted draft) {
        if (sent.text() != null) {
            return sent.text();
        }
        return draft != null && draft.draftId().equals(sent.draftId()) ? draft.text() : null;
    }

    static ConversationState deadline(ConversationState state, ConversationEvent event, DeadlineSet set) {
        var next = Evolver.withDeadline(state, new Deadline(set.kind(), set.dueAt()));
        return set.kind() == DeadlineKind.DEBOUNCE && state.phase() instanceof Waiting
                ? next.withPhase(new Debouncing(event.occurredAt()))
                : next;
    }

    static ConversationState turn(ConversationState state, UnaryOperator<Answering> change) {
        var turn = States.answering(state);
        return turn == null ? state : state.withPhase(change.apply(turn));
    }
}
