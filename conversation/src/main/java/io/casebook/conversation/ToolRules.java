package io.casebook.conversation;

import io.casebook.conversation.definition.Rendered;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ProposedToolCall;
import io.casebook.vocabulary.event.ToolApprovalRequested;
import io.casebook.vocabulary.event.ToolCallDenied;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.event.TurnOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which tool calls are made, refused, or wait for a person. */
final class ToolRules {
    /** The tool that the platform itself offers to models: give the conversation to a human. */
    static final String HAND_OFF = "hand_off";

    private ToolRules() {}

    /** A call that a procedure's author wrote. */
    static void callFromProcedure(Decision decision, String step, Step.Call call) {
        switch (call.with().render(FactsOf.conversation(decision))) {
            case Rendered.Incomplete incomplete -> ProcedureTexts.missing(decision, incomplete);
            case Rendered.Complete arguments -> {
                var tool = decision.definition().tool(call.tool());
                if (tool == null) {
                    HandOffRules.handOff(decision, ReasonCode.STEP_MISSING);
                } else if (!allowed(decision, tool, arguments.text())) {
                    HandOffRules.handOff(decision, ReasonCode.REQUIREMENT_FAILED);
                } else {
                    make(decision, new Call(tool, arguments.text(), step, null, call.as()));
                }
            }
        }
    }

    /** The calls that a model proposes in one answer: all run at once, unless one needs a person's approval. */
    static void proposed(Decision decision, List<ProposedToolCall> proposals, @Nullable String step) {
        var allowedNames = ReasonRules.tools(decision, step);
        for (var proposal : proposals) {
            if (!(decision.state().phase() instanceof io.casebook.vocabulary.state.Answering)) {
                return;
            }
            if (proposal.tool().equals(HAND_OFF)) {
                HandOffRules.handOff(decision, ReasonCode.MODEL_REQUESTED);
                return;
            }
            var arguments = Personal.plain(proposal.arguments());
            var tool = allowedNames.contains(proposal.tool())
                    ? decision.definition().tool(proposal.tool())
                    : null;
            if (tool == null) {
                deny(decision, proposal, "not_allowed", "this tool is not offered here; use only the offered ones");
            } else if (!allowed(decision, tool, arguments)) {
                deny(decision, proposal, "requirement_failed", "what the tool requires is not certain");
            } else {
                make(decision, new Call(tool, arguments, step, proposal.callRef(), null));
            }
        }
        if (decision.state().phase() instanceof io.casebook.vocabulary.state.Answering turn
                && turn.awaited().isEmpty()) {
            ReasonRules.ask(decision, step);
        }
    }

    private static void deny(Decision decision, ProposedToolCall proposal, String reasonCode, String detail) {
        var callId = DerivedIds.named("call", decision, proposal.callRef() + proposal.tool());
        decision.bySystem(new ToolCallDenied(callId, proposal.tool(), reasonCode, detail));
    }

    private static boolean allowed(Decision decision, Tool tool, String arguments) {
        var requires = tool.requires();
        return requires == null
                || requires.test(FactsOf.conversation(decision).withArgs(arguments))
                        .holds();
    }

    /** A tool call about to be made. */
    private record Call(
            Tool tool,
            String arguments,
            @Nullable String step,
            @Nullable String callRef,
            @Nullable String saveAs) {}

    private static void make(Decision decision, Call call) {
        var hash = ContentHash.of(call.arguments());
        var same = call.tool().name() + ":" + hash;
        var before = decision.turn().callHashes().stream().filter(same::equals).count();
        if (before >= decision.definition().limits().identicalToolCalls()) {
            HandOffRules.handOff(decision, ReasonCode.IDENTICAL_TOOL_CALLS);
            return;
        }
        var callId = DerivedIds.named("call", decision, same);
        var approve = call.tool().approve();
        // An approval that cannot be ruled out is asked for: undecided counts as needed.
        if (approve != null
                && !approve.test(FactsOf.conversation(decision).withArgs(call.arguments()))
                        .fails()) {
            requestApproval(decision, call, callId, hash, approve.source());
            return;
        }
        decision.byAgent(new ToolCallRequested(
                callId,
                call.tool().name(),
                effect(call.tool()),
                Personal.text(call.arguments()),
                hash,
                decision.turn().deadlineAt(),
                call.step(),
                call.callRef(),
                call.saveAs(),
                null));
    }

    private static void requestApproval(Decision decision, Call call, String callId, String hash, String condition) {
        // One call waits for a person at a time: a newer one takes the older one's place, at the desk too.
        ApprovalRules.withdraw(decision);
        var expires = decision.now().plus(decision.definition().limits().approvalTimeout());
        decision.byAgent(new ToolApprovalRequested(
                callId,
                call.tool().name(),
                Personal.text(call.arguments()),
                hash,
                condition,
                expires,
                call.step(),
                call.callRef(),
                call.saveAs()));
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
        decision.byAgent(new ToolCallRequested(
                approved.callId(),
                approved.tool(),
                effect(tool),
                approved.arguments(),
                approved.argumentsHash(),
                decision.turn().deadlineAt(),
                approved.step(),
                approved.callRef(),
                approved.saveAs(),
                humanId));
    }

    private static ToolEffect effect(Tool tool) {
        return tool.writes() ? ToolEffect.WRITE : ToolEffect.READ;
    }
}
