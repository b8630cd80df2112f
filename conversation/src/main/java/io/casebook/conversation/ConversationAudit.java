package io.casebook.conversation;

import io.casebook.vocabulary.event.CompletionFailed;
import io.casebook.vocabulary.event.CompletionReceived;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.CustomerMessageForwarded;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import io.casebook.vocabulary.event.HandedOff;
import io.casebook.vocabulary.event.KnowledgeRequested;
import io.casebook.vocabulary.event.KnowledgeRetrieved;
import io.casebook.vocabulary.event.ReplyApprovalRequested;
import io.casebook.vocabulary.event.ReplyApproved;
import io.casebook.vocabulary.event.ReplyChecked;
import io.casebook.vocabulary.event.ReplyDrafted;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.ReplyWithdrawn;
import io.casebook.vocabulary.event.SpecialistAnswered;
import io.casebook.vocabulary.event.SpecialistAsked;
import io.casebook.vocabulary.event.SpecialistGaveUp;
import io.casebook.vocabulary.event.ToolApprovalGiven;
import io.casebook.vocabulary.event.ToolApprovalRequested;
import io.casebook.vocabulary.event.ToolCallDenied;
import io.casebook.vocabulary.event.ToolCallFailed;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.event.ToolCallSucceeded;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.event.ToolOutcomeUnknown;
import io.casebook.vocabulary.event.TurnEnded;
import io.casebook.vocabulary.event.TurnStarted;
import io.casebook.vocabulary.event.TurnSuperseded;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.WithHuman;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One conversation under the eyes of {@link LogVerifier}. */
final class ConversationAudit {
    /** A turn may be this much late before it counts as never ended: timers fire late after an outage. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final String conversationId;
    private final Consumer<Violation> report;
    private final Set<String> messages = new HashSet<>();
    private final Set<String> asked = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private final Set<String> succeeded = new HashSet<>();
    private final ReplyAudit replies = new ReplyAudit(this::broken);
    private final Map<String, String> approvals = new HashMap<>();
    private final Set<String> approved = new HashSet<>();
    private ConversationState state;
    private @Nullable RunningTurn running;
    private int repliedTurn;

    private record RunningTurn(int turn, int epoch, long sequence, Instant deadlineAt) {}

    ConversationAudit(String tenantId, String conversationId, Consumer<Violation> report) {
        this.conversationId = conversationId;
        this.report = report;
        this.state = States.unborn(tenantId, conversationId);
    }

    ConversationState state() {
        return state;
    }

    void accept(ConversationEvent event) {
        if (event.sequence() != state.sequence() + 1) {
            broken(1, event.sequence(), "the event before it has the sequence " + state.sequence());
        }
        if (event.epoch() < state.epoch()) {
            broken(4, event.sequence(), "the epoch goes back from " + state.epoch() + " to " + event.epoch());
        }
        check(event);
        state = Evolver.evolve(state, event);
    }

    private void check(ConversationEvent event) {
        var sequence = event.sequence();
        switch (event.payload()) {
            case CustomerMessageReceived message -> {
                if (!messages.add(message.messageId())) {
                    broken(2, sequence, "the message " + message.messageId() + " was recorded before");
                }
            }
            case CustomerMessageForwarded forwarded -> {
                if (!messages.add(forwarded.messageId())) {
                    broken(2, sequence, "the message " + forwarded.messageId() + " was recorded before");
                }
                if (!States.ended(state)) {
                    broken(2, sequence, "a message left a case that goes on");
                }
            }
            case TurnStarted started -> {
                if (running != null) {
                    broken(3, sequence, "turn " + running.turn() + " never ended");
                }
                running = new RunningTurn(event.turn(), event.epoch(), sequence, started.deadlineAt());
            }
            case TurnEnded ignored -> ended();
            case TurnSuperseded ignored -> ended();
            case ReplyDrafted draft -> replies.drafted(sequence, draft, succeeded);
            case ReplyChecked checked -> replies.checked(sequence, checked);
            case ReplyApprovalRequested requested -> replies.waits(sequence, requested);
            case ReplyApproved decided -> replies.decided(sequence, decided);
            case ReplyWithdrawn withdrawn -> replies.withdrawn(withdrawn);
            case ReplySent sent -> reply(event, sent);
            case HandedOff ignored -> repliedTurn = event.turn();
            case SpecialistAsked specialist -> ask(sequence, specialist.specialistId());
            case SpecialistAnswered specialist -> answer(4, sequence, specialist.specialistId());
            case SpecialistGaveUp specialist -> answer(4, sequence, specialist.specialistId());
            case CompletionRequested requested -> {
                ask(sequence, requested.requestId());
                if (Boolean.FALSE.equals(state.aiAllowed())) {
                    broken(12, sequence, "a model was asked for a customer who refused an AI agent");
                }
            }
            case CompletionReceived received -> answer(9, sequence, received.requestId());
            case CompletionFailed failed -> answer(9, sequence, failed.requestId());
            case KnowledgeRequested requested -> ask(sequence, requested.requestId());
            case KnowledgeRetrieved retrieved -> {
                answer(8, sequence, retrieved.requestId());
                if (retrieved.failure() == null && retrieved.position() < -1) {
                    broken(8, sequence, "the search names no position");
                }
            }
            case ToolApprovalRequested requested -> approvals.put(requested.callId(), requested.argumentsHash());
            case ToolApprovalGiven given -> {
                if (given.approved() && given.argumentsHash().equals(approvals.get(given.callId()))) {
                    approved.add(given.callId());
                }
            }
            case ToolCallRequested requested -> call(sequence, requested);
            case ToolCallSucceeded done -> {
                answer(5, sequence, done.callId());
                succeeded.add(done.callId());
            }
            case ToolCallFailed failed -> answer(5, sequence, failed.callId());
            case ToolOutcomeUnknown unknown -> answer(5, sequence, unknown.callId());
            case ToolCallDenied denied -> answered.add(denied.callId());
            default -> {}
        }
    }

    private void ended() {
        running = null;
        replies.turnEnded();
    }

    private void reply(ConversationEvent event, ReplySent sent) {
        replies.sent(event.sequence(), sent);
        if (state.phase() instanceof WithHuman) {
            broken(4, event.sequence(), "the agent replied while a human holds the conversation");
        }
        if (States.ended(state)) {
            broken(4, event.sequence(), "the agent replied after the end");
        }
        if (sent.isHolding()) {
            return;
        }
        if (running == null || running.turn() != event.turn() || running.epoch() != event.epoch()) {
            broken(4, event.sequence(), "the reply belongs to no running turn of this epoch");
        }
        if (repliedTurn == event.turn()) {
            broken(4, event.sequence(), "turn " + event.turn() + " was answered before");
        }
        repliedTurn = event.turn();
    }

    private void call(long sequence, ToolCallRequested requested) {
        if (requested.effect() == ToolEffect.WRITE && asked.contains(requested.callId())) {
            broken(5, sequence, "the call " + requested.callId() + " was made before");
        }
        ask(sequence, requested.callId());
        var hash = approvals.get(requested.callId());
        if (hash != null && !approved.contains(requested.callId())) {
            broken(5, sequence, "the call " + requested.callId() + " was made without its approval");
        }
        if (hash != null && !hash.equals(requested.argumentsHash())) {
            broken(5, sequence, "the call " + requested.callId() + " runs another payload than was approved");
        }
    }

    private void ask(long sequence, String id) {
        if (!asked.add(id)) {
            broken(2, sequence, "the request " + id + " was made before");
        }
    }

    private void answer(int promise, long sequence, String id) {
        if (!asked.contains(id)) {
            broken(promise, sequence, "nobody asked for " + id);
        }
        if (!answered.add(id)) {
            broken(promise, sequence, id + " was answered before");
        }
    }

    void finish(Instant now) {
        if (running != null && running.deadlineAt().plus(GRACE).isBefore(now)) {
            broken(3, running.sequence(), "turn " + running.turn() + " never ended");
        }
    }

    private void broken(int promise, long sequence, String words) {
        report.accept(new Violation(promise, conversationId, sequence, words));
    }
}
