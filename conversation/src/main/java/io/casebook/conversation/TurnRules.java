package io.casebook.conversation;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.DeadlineKind;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import io.casebook.vocabulary.event.DeadlineSet;
import io.casebook.vocabulary.event.TurnCause;
import io.casebook.vocabulary.event.TurnEnded;
import io.casebook.vocabulary.event.TurnOutcome;
import io.casebook.vocabulary.event.TurnStarted;
import io.casebook.vocabulary.event.TurnSuperseded;
import io.casebook.vocabulary.inbound.PostMessage;
import io.casebook.vocabulary.state.Answering;
import io.casebook.vocabulary.state.Debouncing;
import io.casebook.vocabulary.state.Finished;
import io.casebook.vocabulary.state.UnansweredMessage;
import io.casebook.vocabulary.state.Waiting;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a turn begins, is overtaken, and ends. */
final class TurnRules {
    /** A burst of messages is waited for at most this many quiet times. */
    private static final int LONGEST_BURST = 5;

    private TurnRules() {}

    static void customerWrote(Decision decision, Actor actor, PostMessage message) {
        if (ContinuationRules.forwards(decision, actor, message)) {
            return;
        }
        if (decision.state().phase() instanceof Finished) {
            EndRules.resume(decision, actor, "customer_returned");
        }
        var received = new CustomerMessageReceived(
                message.messageId(),
                message.body(),
                message.contentHash(),
                message.subject(),
                message.participantId(),
                message.attachments(),
                message.sentAt());
        if (decision.state().phase() instanceof Answering) {
            decision.raising(actor, received);
            decision.by(actor, new TurnSuperseded("new_message"));
        } else {
            decision.by(actor, received);
            ReplyApprovalRules.withdraw(decision, ReplyApprovalRules.NEWER_MESSAGE);
        }
        ConsentRules.customerWrote(decision, actor, message.body());
        if (States.withAgent(decision.state())) {
            afterMessage(decision);
        }
    }

    private static void afterMessage(Decision decision) {
        var policy = decision.definition().channel(decision.state().channel());
        if (policy.debounce().isZero()) {
            begin(decision, TurnCause.CUSTOMER_MESSAGE);
            return;
        }
        var longest = longer(policy.typingLimit(), policy.debounce().multipliedBy(LONGEST_BURST));
        wait(decision, policy.debounce(), longest);
    }

    /** A customer who is typing is waited for, up to the channel's limit. */
    static void customerTypes(Decision decision) {
        if (decision.state().phase() instanceof Debouncing) {
            var policy = decision.definition().channel(decision.state().channel());
            if (!policy.typingLimit().isZero()) {
                wait(decision, policy.debounce(), policy.typingLimit());
            }
        }
    }

    private static void wait(Decision decision, Duration quiet, Duration longest) {
        var since = decision.state().phase() instanceof Debouncing debouncing ? debouncing.since() : decision.now();
        var due = earlier(decision.clock().plus(quiet), since.plus(longest));
        decision.bySystem(new DeadlineSet(DeadlineKind.DEBOUNCE, due));
    }

    /** Starts a turn that answers every message that is unanswered. */
    static void begin(Decision decision, TurnCause cause) {
        var definition = inForce(decision);
        if (definition == null) {
            start(decision, cause, decision.definition());
            HandOffRules.handOff(decision, ReasonCode.AGENT_UNAVAILABLE);
            return;
        }
        start(decision, cause, definition);
        if (ConsentRules.stopsTurn(decision)) {
            return;
        }
        if (cause != TurnCause.APPROVAL_DECIDED) {
            TriageRules.begin(decision);
        }
    }

    /** Starts the turn that carries out what a person decided; that needs no live version. */
    static void carryOut(Decision decision) {
        var definition = inForce(decision);
        start(decision, TurnCause.APPROVAL_DECIDED, definition == null ? decision.definition() : definition);
    }

    /** The live version; that of the procedure in progress where there is one, since it finishes in its own. */
    private static @Nullable AgentDefinition inForce(Decision decision) {
        var state = decision.state();
        var procedure = state.procedure();
        var pinned = procedure == null ? null : Position.version(decision, procedure);
        return pinned == null ? decision.definitions().live(state.agentId(), state.conversationId()) : pinned;
    }

    private static void start(Decision decision, TurnCause cause, AgentDefinition definition) {
        var state = decision.state();
        var policy = definition.channel(state.channel());
        decision.turnStarted(
                new TurnStarted(
                        state.unanswered().stream()
                                .map(UnansweredMessage::messageId)
                                .toList(),
                        cause,
                        decision.clock().plus(policy.turnDeadline()),
                        LifecycleFold.waitingSince(state, decision.now())),
                definition);
        var holding = policy.holdingAfter();
        if (holding != null) {
            decision.bySystem(
                    new DeadlineSet(DeadlineKind.HOLDING, decision.clock().plus(holding)));
        }
    }

    /** Ends a running turn without a reply; nothing where none is running. */
    static void supersede(Decision decision, Actor actor, String reasonCode) {
        if (decision.state().phase() instanceof Answering) {
            decision.raising(actor, new TurnSuperseded(reasonCode));
        }
    }

    static void end(Decision decision, TurnOutcome outcome) {
        var turn = decision.turn();
        decision.byAgent(new TurnEnded(outcome, turn.steps(), turn.usage()));
    }

    /** After an answer: when the customer is asked again, and when silence counts as the end. */
    static void waitForCustomer(Decision decision, boolean resolved) {
        var lifecycle = decision.definition().lifecycle();
        if (resolved) {
            decision.bySystem(
                    new DeadlineSet(DeadlineKind.FINISH, decision.clock().plus(lifecycle.finishAfterResolved())));
            return;
        }
        decision.bySystem(new DeadlineSet(DeadlineKind.ABANDON, decision.clock().plus(lifecycle.abandonAfter())));
        var nudge = lifecycle.nudgeAfter();
        if (nudge != null) {
            decision.bySystem(
                    new DeadlineSet(DeadlineKind.NUDGE, decision.clock().plus(nudge)));
        }
    }

    /** The agent has a conversation in which it has said nothing yet: it must end some day, and nobody is asked again. */
    static void waitUntilAbandoned(Decision decision) {
        if (decision.state().phase() instanceof Waiting) {
            var abandon = decision.definition().lifecycle().abandonAfter();
            decision.bySystem(
                    new DeadlineSet(DeadlineKind.ABANDON, decision.clock().plus(abandon)));
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
