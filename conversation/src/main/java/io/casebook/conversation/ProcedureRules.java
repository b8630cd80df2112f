package io.casebook.conversation;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Branch;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Rendered;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.StepPath;
import io.casebook.conversation.definition.Template;
import io.casebook.conversation.definition.Verdict;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.event.PolicyTriggered;
import io.casebook.vocabulary.event.ProcedureEntered;
import io.casebook.vocabulary.event.ProcedureStepTaken;
import io.casebook.vocabulary.event.SlotFilled;
import io.casebook.vocabulary.state.ProcedureInProgress;
import org.jspecify.annotations.Nullable;

/** How a procedure is entered and worked off, step by step, until it waits for somebody or ends. */
final class ProcedureRules {
    /** Stands for the one step of a procedure in prose. */
    static final String PROSE = "prose";
    /** Steps of one turn, against procedures that jump in circles; far more than any procedure has. */
    private static final int STEPS_OF_A_TURN = 200;
    /** After so many answers that do not fit, a human takes over. */
    private static final int MISUNDERSTOOD = 3;

    private ProcedureRules() {}

    static void enter(Decision decision, Procedure procedure) {
        var requires = procedure.requires();
        if (requires != null && !requires.test(FactsOf.conversation(decision)).holds()) {
            decision.bySystem(new PolicyTriggered(
                    "requirement_failed", "procedure " + procedure.id() + " requires: " + requires.source()));
            HandOffRules.handOff(decision, ReasonCode.REQUIREMENT_FAILED, procedure.handOffTarget(), null);
            return;
        }
        var definition = decision.definition();
        var first = procedure.first();
        decision.byAgent(new ProcedureEntered(
                procedure.id(),
                first == null ? PROSE : first.text(),
                new DefinitionRef(definition.agentId(), definition.version())));
        run(decision);
    }

    /** The procedure in progress, in the version that it began with; null where there is none or it vanished. */
    static @Nullable Procedure current(Decision decision) {
        var progress = decision.state().procedure();
        return progress == null ? null : version(decision, progress).procedure(progress.procedureId());
    }

    private static AgentDefinition version(Decision decision, ProcedureInProgress progress) {
        var pinned = decision.definitions().version(progress.definition());
        return pinned == null ? decision.definition() : pinned;
    }

    static boolean isProse(Decision decision) {
        var procedure = current(decision);
        return procedure != null && procedure.isProse();
    }

    /**
     * Takes the customer's words as the answer to the step that waits for one.
     *
     * @return false where no step waits or the words do not fit it
     */
    static boolean takesAnswer(Decision decision, String text) {
        var waiting = waitingAt(decision);
        if (waiting == null) {
            return false;
        }
        switch (waiting.step()) {
            case Step.Ask ask -> {
                var value = match(ask, text);
                if (value == null) {
                    return false;
                }
                fill(decision, waiting.progress(), ask.slot(), value, "message");
            }
            case Step.Confirm confirm -> {
                var value = Lexicon.yesOrNo(text);
                if (value == null) {
                    return false;
                }
                fill(decision, waiting.progress(), confirm.slot(), value, "confirmation");
            }
            default -> {
                return false;
            }
        }
        run(decision);
        return true;
    }

    /** Where a procedure of steps stands. */
    private record Position(ProcedureInProgress progress, Procedure procedure, StepPath path, Step step) {}

    private static @Nullable Position position(Decision decision) {
        var progress = decision.state().procedure();
        var procedure = current(decision);
        if (progress == null || procedure == null) {
            return null;
        }
        var path = path(progress);
        var step = path == null ? null : procedure.step(path);
        return path == null || step == null ? null : new Position(progress, procedure, path, step);
    }

    private static @Nullable Position waitingAt(Decision decision) {
        var position = position(decision);
        return position != null && position.progress().waitsForCustomer() ? position : null;
    }

    private static @Nullable String match(Step.Ask ask, String text) {
        var pattern = ask.pattern();
        if (pattern == null) {
            return text.isBlank() ? null : text.strip();
        }
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        var group = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
        return group == null ? matcher.group() : group;
    }

    private static void fill(
            Decision decision, ProcedureInProgress progress, String slot, String value, String source) {
        decision.byAgent(new SlotFilled(progress.procedureId(), slot, Personal.text(value), source));
    }

    /** The customer's words did not fit the waiting step: it is put again, and after the third time a human takes over. */
    static void askAgain(Decision decision) {
        var waiting = waitingAt(decision);
        if (waiting == null) {
            HandOffRules.handOff(decision, ReasonCode.STEP_MISSING);
            return;
        }
        if (waiting.progress().misunderstood() + 1 >= MISUNDERSTOOD) {
            HandOffRules.handOff(decision, ReasonCode.NOT_UNDERSTOOD);
            return;
        }
        var question = render(decision, question(waiting.step(), true));
        if (question == null) {
            return;
        }
        var text = waiting.step() instanceof Step.Confirm
                ? Wording.YES_OR_NO.in(decision.language()) + " " + question
                : question;
        waitAt(decision, waiting, text);
    }

    private static @Nullable Template question(Step step, boolean again) {
        return switch (step) {
            case Step.Ask ask -> again && ask.invalid() != null ? ask.invalid() : ask.text();
            case Step.Confirm confirm -> confirm.text();
            default -> null;
        };
    }

    /** The question that the procedure waits for, to be put again after a digression; null where it waits for none. */
    static @Nullable String pendingQuestion(Decision decision) {
        var waiting = waitingAt(decision);
        var question = waiting == null ? null : question(waiting.step(), false);
        return question != null && question.render(FactsOf.conversation(decision)) instanceof Rendered.Complete complete
                ? complete.text()
                : null;
    }

    private static void waitAt(Decision decision, Position at, String question) {
        var path = at.path().text();
        decision.byAgent(new ProcedureStepTaken(
                at.progress().procedureId(), path, at.step().kind(), path, true, Personal.text(question)));
        ReplyRules.sayUnsent(decision);
    }

    /** Works the procedure off from where it stands. */
    static void run(Decision decision) {
        for (var taken = 0; taken < STEPS_OF_A_TURN; taken++) {
            if (decision.state().procedure() == null) {
                return;
            }
            var procedure = current(decision);
            if (procedure == null) {
                HandOffRules.handOff(decision, ReasonCode.STEP_MISSING);
                return;
            }
            if (procedure.isProse()) {
                ReasonRules.ask(decision, null);
                return;
            }
            var position = position(decision);
            if (position == null) {
                ReplyRules.complete(decision, Step.Finish.OPEN);
                return;
            }
            if (!take(decision, position)) {
                return;
            }
        }
        HandOffRules.handOff(decision, ReasonCode.STEP_LIMIT);
    }

    /** Takes one step; true when the next one can be taken at once. */
    private static boolean take(Decision decision, Position at) {
        return switch (at.step()) {
            case Step.Ask ask -> ask(decision, at, ask);
            case Step.Confirm confirm -> confirm(decision, at, confirm);
            case Step.Call call -> call(decision, at, call);
            case Step.If condition -> branch(decision, at, condition);
            case Step.Say say -> say(decision, at, say);
            case Step.Agent ignored -> agent(decision, at.path());
            case Step.HandOff handOff -> handOff(decision, at, handOff);
            case Step.Finish finish -> {
                taken(decision, at, null, null);
                ReplyRules.complete(decision, finish.resolution());
                yield false;
            }
            case Step.Jump jump -> jump(decision, at, jump);
        };
    }

    private static boolean ask(Decision decision, Position at, Step.Ask ask) {
        if (at.progress().slots().containsKey(ask.slot())) {
            return taken(decision, at, at.procedure().after(at.path()), null);
        }
        // A question without a pattern would take the words that led here for its answer.
        var value = ask.pattern() == null ? null : match(ask, unusedWords(decision, at.progress()));
        if (value != null) {
            fill(decision, at.progress(), ask.slot(), value, "message");
            return true;
        }
        var question = render(decision, ask.text());
        if (question != null) {
            waitAt(decision, at, question);
        }
        return false;
    }

    /** The customer's words of this turn, without those that already filled a slot. */
    private static String unusedWords(Decision decision, ProcedureInProgress progress) {
        var text = InboundRules.words(decision, decision.turn().messageIds());
        for (var value : progress.slots().values()) {
            var used = Personal.plain(value);
            text = used.isEmpty() ? text : text.replace(used, " ");
        }
        return text;
    }

    private static boolean confirm(Decision decision, Position at, Step.Confirm confirm) {
        if (at.progress().slots().containsKey(confirm.slot())) {
            return taken(decision, at, at.procedure().after(at.path()), null);
        }
        var question = render(decision, confirm.text());
        if (question != null) {
            waitAt(decision, at, question);
        }
        return false;
    }

    private static boolean call(Decision decision, Position at, Step.Call call) {
        var outcome = at.progress().outcomes().get(at.path().text());
        if (outcome == null) {
            var inFlight = decision.state().openRequests().stream()
                    .anyMatch(open -> at.path().text().equals(open.step())
                            && open.kind() == io.casebook.vocabulary.state.RequestKind.TOOL_WRITE);
            // An action that an overtaken turn began is waited for, never begun again.
            if (!inFlight) {
                ToolRules.callFromProcedure(decision, at.path().text(), call);
            }
            return false;
        }
        if (outcome.equals(WorkFold.SUCCEEDED)) {
            return taken(decision, at, at.procedure().after(at.path()), null);
        }
        if (call.onError() == null) {
            HandOffRules.handOff(decision, ReasonCode.TOOL_FAILED);
            return false;
        }
        return taken(decision, at, at.procedure().enter(at.path(), Branch.ON_ERROR), null);
    }

    private static boolean branch(Decision decision, Position at, Step.If step) {
        return switch (step.when().test(FactsOf.conversation(decision))) {
            case Verdict.Holds ignored -> taken(decision, at, at.procedure().enter(at.path(), Branch.THEN), null);
            case Verdict.Fails ignored -> taken(decision, at, at.procedure().enter(at.path(), Branch.ELSE), null);
            case Verdict.Undecided undecided -> {
                decision.bySystem(
                        new PolicyTriggered("condition_undecided", step.when().source() + ": " + undecided.why()));
                HandOffRules.handOff(decision, ReasonCode.CONDITION_UNDECIDED);
                yield false;
            }
        };
    }

    private static boolean say(Decision decision, Position at, Step.Say say) {
        var text = render(decision, say.text());
        return text != null && taken(decision, at, at.procedure().after(at.path()), text);
    }

    private static boolean agent(Decision decision, StepPath path) {
        if (decision.definition().models().generative(ModelRole.REASON)) {
            ReasonRules.ask(decision, path.text());
        } else {
            HandOffRules.handOff(decision, ReasonCode.NEEDS_GENERATIVE_MODEL);
        }
        return false;
    }

    /** The model's words for an agentic step. */
    static void agentSaid(Decision decision, String step, String text) {
        var progress = decision.state().procedure();
        var procedure = current(decision);
        if (progress == null || procedure == null) {
            ReplyRules.say(decision, text);
            return;
        }
        var path = StepPath.of(step);
        var agent = procedure.step(path);
        if (agent != null) {
            taken(decision, new Position(progress, procedure, path, agent), procedure.after(path), text);
        }
        run(decision);
    }

    private static boolean handOff(Decision decision, Position at, Step.HandOff handOff) {
        var noteTemplate = handOff.note();
        var note = noteTemplate != null
                        && noteTemplate.render(FactsOf.conversation(decision)) instanceof Rendered.Complete complete
                ? complete.text()
                : null;
        taken(decision, at, null, null);
        var target = handOff.target() == null ? at.procedure().handOffTarget() : handOff.target();
        HandOffRules.handOff(decision, ReasonCode.PROCEDURE, target, note);
        return false;
    }

    private static boolean jump(Decision decision, Position at, Step.Jump jump) {
        var definition = version(decision, at.progress());
        var next = definition.procedure(jump.procedure());
        if (next == null) {
            HandOffRules.handOff(decision, ReasonCode.STEP_MISSING);
            return false;
        }
        taken(decision, at, null, null);
        if (decision.turn().steps() >= definition.limits().steps()) {
            HandOffRules.handOff(decision, ReasonCode.STEP_LIMIT);
            return false;
        }
        enter(decision, next);
        return false;
    }

    private static boolean taken(Decision decision, Position at, @Nullable StepPath next, @Nullable String say) {
        decision.byAgent(new ProcedureStepTaken(
                at.progress().procedureId(),
                at.path().text(),
                at.step().kind(),
                next == null ? null : next.text(),
                false,
                Personal.textOrNull(say)));
        return true;
    }

    /** The text of a template; null, after a hand-off, where a value is missing: a text with a hole is never said. */
    private static @Nullable String render(Decision decision, @Nullable Template template) {
        if (template == null) {
            return "";
        }
        return switch (template.render(FactsOf.conversation(decision))) {
            case Rendered.Complete complete -> complete.text();
            case Rendered.Incomplete incomplete -> {
                missing(decision, incomplete);
                yield null;
            }
        };
    }

    static void missing(Decision decision, Rendered.Incomplete incomplete) {
        decision.bySystem(new PolicyTriggered("missing_value", incomplete.describe()));
        HandOffRules.handOff(decision, ReasonCode.MISSING_VALUE);
    }

    private static @Nullable StepPath path(ProcedureInProgress progress) {
        var step = progress.step();
        return step == null || step.equals(PROSE) ? null : StepPath.of(step);
    }
}
