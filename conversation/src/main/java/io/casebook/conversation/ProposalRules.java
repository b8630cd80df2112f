package io.casebook.conversation;

import io.casebook.conversation.definition.PlatformTool;
import io.casebook.conversation.definition.Specialist;
import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ProposedToolCall;
import io.casebook.vocabulary.event.ToolCallDenied;
import io.casebook.vocabulary.state.Answering;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the tool calls that a model proposes in one answer. Each is refused with a reason or made, and all that are made
 * run at the same time; the model goes on when the last of them is back.
 */
final class ProposalRules {
    private ProposalRules() {}

    /** A proposal that nothing speaks against so far. */
    private record Admitted(
            ProposedToolCall proposal,
            @Nullable Tool tool,
            @Nullable Specialist specialist) {
        String arguments() {
            return Personal.plain(proposal.arguments());
        }

        boolean needsApproval(Decision decision) {
            return tool != null && ToolRules.needsApproval(decision, tool, arguments());
        }
    }

    static void decide(Decision decision, List<ProposedToolCall> proposals, @Nullable String step) {
        if (proposals.stream().anyMatch(proposal -> proposal.tool().equals(PlatformTool.HAND_OFF))) {
            HandOffRules.handOff(decision, ReasonCode.MODEL_REQUESTED);
            return;
        }
        var failed = decision.turn().failures();
        var again = proposals.stream()
                .anyMatch(proposal -> failed.stream().anyMatch(failure -> failure.startsWith(proposal.tool() + ": ")));
        PlanRules.goesOnWith(decision, again ? PlanRules.RETRY : PlanRules.ANOTHER_TOOL);
        for (var one : alone(decision, admitted(decision, proposals, step))) {
            if (decision.state().phase() instanceof Answering) {
                begin(decision, one, step);
            }
        }
        if (decision.state().phase() instanceof Answering turn && turn.awaited().isEmpty()) {
            ReasonRules.ask(decision, step);
        }
    }

    private static void begin(Decision decision, Admitted one, @Nullable String step) {
        var tool = one.tool();
        var specialist = one.specialist();
        // What was made a moment ago, for the same answer, may forbid this one.
        var objection = tool == null ? null : ToolRules.objection(decision, tool, one.arguments());
        if (objection != null) {
            deny(decision, one.proposal(), objection.reasonCode(), objection.detail());
        } else if (tool != null) {
            ToolRules.make(
                    decision,
                    new ToolRules.Call(
                            tool, one.arguments(), step, one.proposal().callRef(), null));
        } else if (specialist != null) {
            SpecialistRules.ask(decision, one.proposal(), specialist, step);
        }
    }

    private static List<Admitted> admitted(Decision decision, List<ProposedToolCall> proposals, @Nullable String step) {
        var offered = ReasonRules.offered(decision, step);
        var admitted = new ArrayList<Admitted>();
        for (var proposal : proposals.subList(0, Math.min(proposals.size(), Bounds.CALLS_OF_AN_ANSWER))) {
            var named = offered.contains(proposal.tool());
            var tool = named ? decision.definition().tool(proposal.tool()) : null;
            var specialist = named ? PlatformTool.specialist(decision.definition(), proposal.tool()) : null;
            if (tool == null && specialist != null) {
                delegated(decision, admitted, new Admitted(proposal, null, specialist));
            } else if (tool == null) {
                deny(decision, proposal, "not_allowed", "this tool is not offered here; use only the offered ones");
            } else {
                var objection = ToolRules.objection(decision, tool, Personal.plain(proposal.arguments()));
                if (objection == null) {
                    admitted.add(new Admitted(proposal, tool, null));
                } else {
                    deny(decision, proposal, objection.reasonCode(), objection.detail());
                }
            }
        }
        if (proposals.size() > Bounds.CALLS_OF_AN_ANSWER) {
            deny(
                    decision,
                    proposals.get(Bounds.CALLS_OF_AN_ANSWER),
                    "too_many_calls",
                    "at most %d calls in one answer; this one and %d after it were not made"
                            .formatted(Bounds.CALLS_OF_AN_ANSWER, proposals.size() - Bounds.CALLS_OF_AN_ANSWER - 1));
        }
        return admitted;
    }

    private static void delegated(Decision decision, List<Admitted> admitted, Admitted one) {
        var others =
                admitted.stream().filter(other -> other.specialist() != null).count();
        if (others >= Bounds.SPECIALISTS) {
            deny(
                    decision,
                    one.proposal(),
                    "too_many_specialists",
                    "at most " + Bounds.SPECIALISTS + " specialists work at the same time; ask again afterwards");
        } else if (one.arguments().length() > Bounds.TASK_CHARACTERS) {
            deny(
                    decision,
                    one.proposal(),
                    "too_long",
                    "a task has at most " + Bounds.TASK_CHARACTERS
                            + " characters; the specialist sees the conversation");
        } else {
            admitted.add(one);
        }
    }

    /** A call that a person must approve is made alone: nothing runs on while the customer hears that somebody has to decide. */
    private static List<Admitted> alone(Decision decision, List<Admitted> admitted) {
        var waits = admitted.stream().filter(one -> one.needsApproval(decision)).findFirst();
        if (waits.isEmpty()) {
            return admitted;
        }
        admitted.stream()
                .filter(one -> !one.equals(waits.get()))
                .forEach(one -> deny(
                        decision,
                        one.proposal(),
                        "approval_pending",
                        "another call of this answer waits for a person; propose this one again afterwards"));
        return List.of(waits.get());
    }

    private static void deny(Decision decision, ProposedToolCall proposal, String reasonCode, String detail) {
        var callId = DerivedIds.named("call", decision, proposal.callRef() + proposal.tool());
        decision.bySystem(new ToolCallDenied(callId, proposal.tool(), reasonCode, detail));
    }
}
