package io.casebook.conversation;

import io.casebook.conversation.definition.Rendered;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.ToolApprovalRequested;
import io.casebook.vocabulary.event.ToolCallDenied;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.event.TurnOutcome;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which tool calls are made, refused, or wait for a person. */
final class ToolRules {
    private ToolRules() {}

    /** A call that a procedure's author wrote. */
    static void callFromProcedure(Decision decision, String step, Step.Call call) {
        switch (call.with().render(FactsOf.conversation(decision))) {
            case Rendered.Incomplete incomplete -> ProcedureTexts.missing(decision, incomplete);
            case Rendered.Complete arguments -> {
                var tool = decision.definition().tool(call.tool());
                if (tool == null) {
                    HandOffRules.handOff(decision, ReasonCode.STEP_MISSING);
                } else {
                    var objection = objection(decision, tool, arguments.text());
                    if (objection == null) {
                        make(decision, new Call(tool, arguments.text(), step, null, call.as()));
                    } else {
                        var same = call.tool() + ":" + ContentHash.of(arguments.text());
                        var callId = DerivedIds.named("call", decision, same);
                        deny(decision, callId, call.tool(), objection);
                        HandOffRules.handOff(decision, ReasonCode.REQUIREMENT_FAILED);
                    }
                }
            }
        }
    }

    /** Why a call may not be made, as the event tells it. */
    record Objection(String reasonCode, String detail) {}

    /** What speaks against a call, whoever asks for it; null where nothing does. */
    static @Nullable Objection objection(Decision decision, Tool tool, String arguments) {
        var requires = tool.requires();
        if (requires != null
                && !requires.test(FactsOf.conversation(decision).withArgs(arguments))
                        .holds()) {
            return new Objection("requirement_failed", "what the tool requires is not certain");
        }
        var other = Combinations.forbidding(decision, tool);
        return other == null
                ? null
                : new Objection(
                        "forbidden_combination",
                        "%s must not act in the conversation in which %s acts".formatted(tool.name(), other));
    }

    static void deny(Decision decision, String callId, String tool, Objection objection) {
        decision.bySystem(new ToolCallDenied(callId, tool, objection.reasonCode(), objection.detail()));
    }

    /** An approval that cannot be ruled out is asked for: undecided counts as needed. */
    static boolean needsApproval(Decision decision, Tool tool, String arguments) {
        var approve = tool.approve();
        return approve != null
                && !approve.test(FactsOf.conversation(decision).withArgs(arguments))
                        .fails();
    }

    /** A tool call about to be made. */
    record Call(
            Tool tool,
            String arguments,
            @Nullable String step,
            @Nullable String callRef,
            @Nullable String saveAs) {}

    static void make(Decision decision, Call call) {
        var hash = ContentHash.of(call.arguments());
        var same = call.tool().name() + ":" + hash;
        var before = decision.turn().callHashes().stream().filter(same::equals).count();
        if (before >= decision.definition().limits().identicalToolCalls()) {
            HandOffRules.handOff(decision, ReasonCode.IDENTICAL_TOOL_CALLS);
            return;
        }
        var callId = DerivedIds.named("call", decision, same);
        var approve = call.tool().approve();
        if (approve != null && needsApproval(decision, call.tool(), call.arguments())) {
            requestApproval(decision, call, callId, hash, approve.source());
            return;
        }
        decision.byAgent(new ToolCallRequested(
                callId,
                call.tool().name(),
                effect(call.tool()),
                Personal.text(call.arguments()),
                hash,
                usefulUntil(decision, call.tool()),
                call.step(),
                call.callRef(),
                call.saveAs(),
                null,
                null));
    }

    private static void requestApproval(Decision decision, Call call, String callId, String hash, String condition) {
        var bound = bound(decision, call.tool());
        if (ApprovalRules.waitsFor(decision, call.tool().name(), hash, bound)) {
            ReplyRules.sayAfterUnsent(
                    decision,
                    Wording.STILL_WAITING_FOR_APPROVAL.in(decision.language()),
                    TurnOutcome.AWAITING_APPROVAL);
            return;
        }
        // One call waits for a person at a time: a newer one takes the older one's place, at the desk too.
        ApprovalRules.withdraw(decision);
        var expires = decision.clock().plus(decision.definition().limits().approvalTimeout());
        decision.byAgent(new ToolApprovalRequested(
                callId,
                call.tool().name(),
                Personal.text(call.arguments()),
                hash,
                condition,
                expires,
                call.step(),
                call.callRef(),
                call.saveAs(),
                Personal.textOrNull(bound)));
        ReplyRules.sayAfterUnsent(
                decision, Wording.NEEDS_APPROVAL.in(decision.language()), TurnOutcome.AWAITING_APPROVAL);
    }

    /** Runs exactly what a person approved. */
    static void run(Decision decision, ToolApprovalRequested approved, String humanId) {
        var tool = decision.definition().tool(approved.tool());
        if (tool == null) {
            HandOffRules.handOff(decision, ReasonCode.STEP_MISSING);
            return;
        }
        // What the tool requires may have ceased to hold while the call waited.
        var objection = objection(decision, tool, Personal.plain(approved.arguments()));
        if (objection != null) {
            deny(decision, approved.callId(), approved.tool(), objection);
            HandOffRules.handOff(decision, ReasonCode.REQUIREMENT_FAILED);
            return;
        }
        // Whoever approved a payment to one account has not approved one to another.
        if (!seen(approved, tool, bound(decision, tool))) {
            askAgain(decision, approved, tool);
            return;
        }
        decision.byAgent(new ToolCallRequested(
                approved.callId(),
                approved.tool(),
                effect(tool),
                approved.arguments(),
                approved.argumentsHash(),
                usefulUntil(decision, tool),
                approved.step(),
                approved.callRef(),
                approved.saveAs(),
                humanId,
                null));
    }

    private static void askAgain(Decision decision, ToolApprovalRequested approved, Tool tool) {
        deny(
                decision,
                approved.callId(),
                approved.tool(),
                new Objection("bound_value_changed", "what the platform fills is not what the person saw"));
        var arguments = Personal.plain(approved.arguments());
        var call = new Call(tool, arguments, approved.step(), approved.callRef(), approved.saveAs());
        var callId = DerivedIds.named("call", decision, call.tool().name() + ":" + approved.argumentsHash());
        requestApproval(decision, call, callId, approved.argumentsHash(), approved.condition());
    }

    /** Whether the person saw what is filled now. A request of an older release does not tell; ids cannot have changed since. */
    private static boolean seen(ToolApprovalRequested approved, Tool tool, @Nullable String bound) {
        var shown = Personal.plainOrNull(approved.bound());
        if (shown == null && bound != null) {
            return tool.bind().values().stream().noneMatch(source -> source.startsWith("$resources."));
        }
        return Objects.equals(bound, shown);
    }

    /** What the platform would fill into a call now; null where it fills nothing. */
    private static @Nullable String bound(Decision decision, Tool tool) {
        var values = tool.boundValues();
        return values != null && values.render(FactsOf.conversation(decision)) instanceof Rendered.Complete complete
                ? complete.text()
                : null;
    }

    /**
     * A tool that answers later has a time of its own, which may be longer than the turn's: the turn ends at its deadline all the same,
     * but the call is not given up with it, and what came of it will stand on the log.
     */
    private static Instant usefulUntil(Decision decision, Tool tool) {
        var turn = decision.turn().deadlineAt();
        var own = decision.clock().plus(tool.longestTry());
        return tool.answersLater() != null && own.isAfter(turn) ? own : turn;
    }

    private static ToolEffect effect(Tool tool) {
        return tool.writes() ? ToolEffect.WRITE : ToolEffect.READ;
    }
}
