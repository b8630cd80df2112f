package io.casebook.conversation;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.Claim;
import io.casebook.vocabulary.event.CompletionFailed;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.event.CompletionReceived;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.KnowledgeRequested;
import io.casebook.vocabulary.event.KnowledgeRetrieved;
import io.casebook.vocabulary.event.ToolCallDenied;
import io.casebook.vocabulary.event.ToolCallFailed;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.event.ToolCallSucceeded;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.event.ToolOutcomeUnknown;
import io.casebook.vocabulary.llm.ToolExchange;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.DoneAction;
import io.casebook.vocabulary.state.OpenRequest;
import io.casebook.vocabulary.state.ProcedureInProgress;
import io.casebook.vocabulary.state.RequestKind;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known after models, tools and searches were asked or answered. */
final class WorkFold {
    /** Outcome of a call that did what it was called for. */
    static final String SUCCEEDED = "succeeded";
    /** Outcome of a call that did not, and is known not to have. */
    static final String FAILED = "failed";

    private WorkFold() {}

    static ConversationState searchRequested(ConversationState state, KnowledgeRequested requested) {
        var open = new OpenRequest(requested.requestId(), RequestKind.SEARCH, state.turn(), state.epoch());
        return TurnFold.turn(opened(state, open), turn -> turn.withKnowledgeRequested(true));
    }

    static ConversationState searched(ConversationState state, KnowledgeRetrieved retrieved) {
        var awaited = awaits(state, retrieved.requestId());
        var next = closed(state, retrieved.requestId());
        return awaited ? TurnFold.turn(next, turn -> turn.withKnowledge(retrieved)) : next;
    }

    static ConversationState completionRequested(ConversationState state, CompletionRequested requested) {
        var open = new OpenRequest(requested.requestId(), RequestKind.COMPLETION, state.turn(), state.epoch())
                .withPurpose(requested.purpose())
                .withStep(requested.step())
                .withUpToSequence(requested.transcriptTo())
                .withSpecialistId(requested.specialistId());
        var next = opened(state, open);
        var specialist = requested.specialistId();
        if (specialist != null) {
            return SpecialistFold.working(next, specialist, at -> at.withSteps(at.steps() + 1));
        }
        return requested.purpose() == CompletionPurpose.CLASSIFY
                ? next
                : TurnFold.turn(next, turn -> turn.withSteps(turn.steps() + 1));
    }

    static ConversationState completed(ConversationState state, CompletionReceived received) {
        return consumed(closed(state, received.requestId()), received.usage());
    }

    /** Answers that were of no use have their price all the same. */
    static ConversationState failed(ConversationState state, CompletionFailed failed) {
        var next = closed(state, failed.requestId());
        var usage = failed.usage();
        return usage == null ? next : consumed(next, usage);
    }

    private static ConversationState consumed(ConversationState state, Usage usage) {
        var next = state.withUsage(plus(state.usage(), usage));
        return TurnFold.turn(next, turn -> turn.withUsage(plus(turn.usage(), usage)));
    }

    static ConversationState toolRequested(ConversationState state, ToolCallRequested requested) {
        var kind = requested.effect() == ToolEffect.WRITE ? RequestKind.TOOL_WRITE : RequestKind.TOOL_READ;
        var open = new OpenRequest(requested.callId(), kind, state.turn(), state.epoch())
                .withTool(requested.tool())
                .withArguments(requested.arguments())
                .withStep(requested.step())
                .withSaveAs(requested.saveAs())
                .withProcedureId(
                        state.procedure() == null ? null : state.procedure().procedureId())
                .withSpecialistId(requested.specialistId());
        if (requested.specialistId() != null) {
            return opened(state, open);
        }
        var hash = requested.tool() + ":" + requested.argumentsHash();
        return TurnFold.turn(
                opened(state, open),
                turn -> turn.withCallHashes(Bounds.plus(turn.callHashes(), hash, Bounds.EXCHANGES)));
    }

    static ConversationState toolSucceeded(ConversationState state, ToolCallSucceeded succeeded) {
        var open = States.openRequest(state, succeeded.callId());
        var content = Bounds.cut(succeeded.content(), Bounds.RESULT_CHARACTERS);
        var next = toolClosed(state, succeeded.callId(), succeeded.tool(), SUCCEEDED, SUCCEEDED, content);
        next = SealedFold.kept(next, succeeded.sealedValues());
        if (open == null || open.kind() != RequestKind.TOOL_WRITE) {
            return next;
        }
        var claim = new Claim(succeeded.callId(), succeeded.tool());
        next = acted(next, succeeded.tool());
        next = next.withDone(Bounds.plus(state.done(), done(open, succeeded), Bounds.DONE_ACTIONS));
        next = TurnFold.turn(next, turn -> turn.withClaims(Bounds.plus(turn.claims(), claim, Bounds.EXCHANGES)));
        var procedure = next.procedure();
        return procedure == null
                ? next
                : next.withProcedure(procedure.withClaims(Bounds.plus(procedure.claims(), claim, Bounds.EXCHANGES)));
    }

    private static DoneAction done(OpenRequest open, ToolCallSucceeded succeeded) {
        var arguments = open.arguments();
        return new DoneAction(
                succeeded.callId(),
                succeeded.tool(),
                arguments == null ? Personal.text("{}") : Bounds.cut(arguments, Bounds.DONE_CHARACTERS),
                Bounds.cut(succeeded.content(), Bounds.DONE_CHARACTERS));
    }

    static ConversationState toolFailed(ConversationState state, ToolCallFailed failed) {
        var content = failed.content();
        var shown = content == null ? Personal.text(failed.reasonCode()) : content;
        return toolClosed(state, failed.callId(), failed.tool(), FAILED, failed.reasonCode(), shown);
    }

    static ConversationState toolDenied(ConversationState state, ToolCallDenied denied) {
        var detail = Personal.text(denied.detail());
        var specialist = denied.specialistId();
        if (specialist != null && States.openRequest(state, denied.callId()) == null) {
            return specialistsExchange(
                    state,
                    specialist,
                    new ToolExchange(denied.callId(), denied.tool(), Personal.text("{}"), "denied", detail));
        }
        var pending = state.approval();
        if (pending == null || !pending.request().callId().equals(denied.callId())) {
            return toolClosed(state, denied.callId(), denied.tool(), "denied", denied.reasonCode(), detail);
        }
        var next = ApprovalFold.actionDecided(state);
        var failures = failures(state);
        // That a person decided, or nobody did, is not a failure to recover from.
        return TurnFold.turn(
                toolClosed(next, denied.callId(), denied.tool(), "denied", denied.reasonCode(), detail),
                turn -> turn.withFailures(failures));
    }

    static ConversationState toolUnknown(ConversationState state, ToolOutcomeUnknown unknown) {
        return toolClosed(
                acted(state, unknown.tool()),
                unknown.callId(),
                unknown.tool(),
                "unknown",
                "outcome_unknown",
                Personal.text(unknown.detail()));
    }

    /** The tool has changed something, or may have. */
    private static ConversationState acted(ConversationState state, String tool) {
        var full = state.acted().size() >= Bounds.ACTED;
        return full || state.acted().contains(tool)
                ? state
                : state.withActed(Bounds.plus(state.acted(), tool, Bounds.ACTED));
    }

    private static ConversationState toolClosed(
            ConversationState state, String callId, String tool, String outcome, String code, PersonalText content) {
        var open = States.openRequest(state, callId);
        var next = closed(state, callId);
        var specialist = open == null ? null : open.specialistId();
        if (open != null && specialist != null) {
            return specialistsExchange(
                    next, specialist, new ToolExchange(callId, tool, arguments(open), outcome, content));
        }
        var ofThisTurn = open == null || (open.turn() == state.turn() && open.epoch() == state.epoch());
        if (ofThisTurn) {
            var exchange = new ToolExchange(callId, tool, arguments(open), outcome, content);
            next = code.equals(SUCCEEDED) ? next : failed(next, tool, code);
            next = TurnFold.turn(
                    next, turn -> turn.withExchanges(Bounds.plus(turn.exchanges(), exchange, Bounds.EXCHANGES)));
        }
        if (open == null || open.step() == null) {
            return next;
        }
        var procedure = next.procedure();
        // The customer may have turned to another procedure while the call was under way.
        return next.withProcedure(procedure == null ? null : withOutcome(procedure, open, code, content))
                .withPaused(next.paused().stream()
                        .map(paused -> paused.withProcedure(withOutcome(paused.procedure(), open, code, content)))
                        .toList());
    }

    /** The procedure with the outcome of the call that it stands at; unchanged where it stands elsewhere. */
    private static ProcedureInProgress withOutcome(
            ProcedureInProgress procedure, OpenRequest open, String code, PersonalText content) {
        var step = open.step();
        if (step == null
                || !step.equals(procedure.step())
                || !procedure.procedureId().equals(open.procedureId())) {
            return procedure;
        }
        var outcomes = new HashMap<>(procedure.outcomes());
        outcomes.put(step, code);
        var next = procedure.withOutcomes(outcomes);
        var saveAs = open.saveAs();
        return saveAs == null || !code.equals(SUCCEEDED)
                ? next
                : next.withResults(ProcedureFold.with(procedure.results(), saveAs, content));
    }

    /** Something failed, and the agent has not yet chosen how to go on. */
    static ConversationState failed(ConversationState state, String tool, String code) {
        return TurnFold.turn(
                state, turn -> turn.withFailures(Bounds.plus(turn.failures(), tool + ": " + code, Bounds.EXCHANGES)));
    }

    private static List<String> failures(ConversationState state) {
        var turn = States.answering(state);
        return turn == null ? List.of() : turn.failures();
    }

    private static PersonalText arguments(@Nullable OpenRequest open) {
        var arguments = open == null ? null : open.arguments();
        return arguments == null ? Personal.text("{}") : arguments;
    }

    private static ConversationState specialistsExchange(
            ConversationState state, String specialistId, ToolExchange exchange) {
        return SpecialistFold.working(
                state, specialistId, at -> at.withExchanges(Bounds.plus(at.exchanges(), exchange, Bounds.EXCHANGES)));
    }

    private static ConversationState opened(ConversationState state, OpenRequest open) {
        var next = state.withOpenRequests(Bounds.plus(state.openRequests(), open, Bounds.OPEN_REQUESTS));
        var specialist = open.specialistId();
        if (specialist != null) {
            return SpecialistFold.working(
                    next,
                    specialist,
                    at -> at.withAwaited(Bounds.plus(at.awaited(), open.requestId(), Bounds.OPEN_REQUESTS)));
        }
        return TurnFold.turn(
                next, turn -> turn.withAwaited(Bounds.plus(turn.awaited(), open.requestId(), Bounds.OPEN_REQUESTS)));
    }

    static ConversationState closed(ConversationState state, String requestId) {
        var next = state.withOpenRequests(state.openRequests().stream()
                .filter(open -> !open.requestId().equals(requestId))
                .toList());
        return TurnFold.turn(
                next,
                turn -> turn.withAwaited(without(turn.awaited(), requestId))
                        .withSpecialists(turn.specialists().stream()
                                .map(at -> at.withAwaited(without(at.awaited(), requestId)))
                                .toList()));
    }

    private static List<String> without(List<String> awaited, String requestId) {
        return awaited.contains(requestId)
                ? awaited.stream().filter(id -> !id.equals(requestId)).toList()
                : awaited;
    }

    private static boolean awaits(ConversationState state, String requestId) {
        var turn = States.answering(state);
        return turn != null && turn.awaited().contains(requestId);
    }

    private static Usage plus(Usage one, Usage other) {
        return new Usage(
                one.inputTokens() + other.inputTokens(),
                one.cachedInputTokens() + other.cachedInputTokens(),
                one.outputTokens() + other.outputTokens(),
                one.usdMicros() + other.usdMicros());
    }
}
