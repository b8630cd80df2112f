package io.casebook.conversation;

import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.Template;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.ProcedureStepTaken;
import io.casebook.vocabulary.event.SlotFilled;
import io.casebook.vocabulary.state.ProcedureInProgress;
import org.jspecify.annotations.Nullable;

/** What a procedure asks the customer, and what counts as the answer. */
final class QuestionRules {
    /** After so many answers that do not fit, a human takes over. */
    private static final int MISUNDERSTOOD = 3;

    private QuestionRules() {}

    /** Asks for a value unless it is known or the customer has already said it; true when the next step can be taken. */
    static boolean ask(Decision decision, Position at, Step.Ask ask) {
        if (at.knows(ask.slot())) {
            return ProcedureRules.taken(decision, at, at.after(), null);
        }
        // A question without a pattern would take the words that led here for its answer.
        var value = ask.pattern() == null ? null : alreadySaid(decision, at.progress(), ask);
        if (value != null) {
            fill(decision, at.progress(), ask.slot(), value, "message");
            return true;
        }
        put(decision, at, ask.text());
        return false;
    }

    /** Asks for yes or no unless that is known; true when the next step can be taken. */
    static boolean confirm(Decision decision, Position at, Step.Confirm confirm) {
        if (at.knows(confirm.slot())) {
            return ProcedureRules.taken(decision, at, at.after(), null);
        }
        put(decision, at, confirm.text());
        return false;
    }

    private static @Nullable String alreadySaid(Decision decision, ProcedureInProgress progress, Step.Ask ask) {
        var latest =
                match(ask, unused(InboundRules.words(decision, decision.turn().messageIds()), progress));
        return latest != null || progress.since() == 0
                ? latest
                : match(ask, unused(InboundRules.wordsSince(decision, progress.since()), progress));
    }

    /** Words without those that already filled a slot. */
    private static String unused(String words, ProcedureInProgress progress) {
        var text = words;
        for (var value : progress.slots().values()) {
            var used = Personal.plain(value);
            text = used.isEmpty() ? text : text.replace(used, " ");
        }
        return text;
    }

    /** Whether the customer's words answer the step that waits for an answer, or correct an earlier one. */
    static boolean isAnswer(Decision decision, String text) {
        var waiting = Position.waiting(decision);
        if (waiting == null) {
            return false;
        }
        var corrects = !CorrectionRules.in(decision, waiting, text).isEmpty();
        return switch (waiting.step()) {
            // Words that fit both this question and an earlier one are certain for neither.
            case Step.Ask ask -> (match(ask, text) == null) == corrects;
            case Step.Confirm confirm -> corrects || Lexicon.yesOrNo(text) != null;
            default -> false;
        };
    }

    /**
     * Takes the customer's words as the answer to the step that waits for one, or as the correction of an earlier answer.
     *
     * @return false where no step waits or the words do not fit it
     */
    static boolean takesAnswer(Decision decision, String text) {
        var waiting = Position.waiting(decision);
        if (waiting == null || !isAnswer(decision, text)) {
            return false;
        }
        var corrections = CorrectionRules.in(decision, waiting, text);
        return switch (waiting.step()) {
            case Step.Ask ask -> {
                var value = match(ask, text);
                if (value == null) {
                    CorrectionRules.apply(decision, waiting, corrections);
                } else {
                    fill(decision, waiting.progress(), ask.slot(), value, "message");
                    ProcedureRules.run(decision);
                }
                yield true;
            }
            case Step.Confirm confirm -> {
                if (!corrections.isEmpty()) {
                    CorrectionRules.apply(decision, waiting, corrections);
                    yield true;
                }
                yield takesYesOrNo(decision, waiting, confirm, text);
            }
            default -> false;
        };
    }

    private static boolean takesYesOrNo(Decision decision, Position waiting, Step.Confirm confirm, String text) {
        var value = Lexicon.yesOrNo(text);
        if (value == null) {
            return false;
        }
        if (value.equals(Step.Confirm.NO) && CorrectionRules.asksAnew(decision, waiting, confirm)) {
            return true;
        }
        fill(decision, waiting.progress(), confirm.slot(), value, "confirmation");
        ProcedureRules.run(decision);
        return true;
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

    static void fill(Decision decision, ProcedureInProgress progress, String slot, String value, String source) {
        decision.byAgent(new SlotFilled(progress.procedureId(), slot, Personal.text(value), source));
    }

    /** The customer's words did not fit the waiting step: it is put again, and after the third time a human takes over. */
    static void askAgain(Decision decision) {
        var waiting = Position.waiting(decision);
        if (waiting == null) {
            HandOffRules.handOff(decision, ReasonCode.STEP_MISSING);
            return;
        }
        if (waiting.progress().misunderstood() + 1 >= MISUNDERSTOOD) {
            HandOffRules.handOff(decision, ReasonCode.NOT_UNDERSTOOD);
            return;
        }
        var template = question(waiting.step(), true);
        var question = template == null ? "" : ProcedureTexts.orHandOff(decision, template);
        if (question == null) {
            return;
        }
        var text = waiting.step() instanceof Step.Confirm
                ? Wording.YES_OR_NO.in(decision.language()) + " " + question
                : question;
        waitAt(decision, waiting, text);
    }

    /** Puts the question of the step at which the procedure stands, as it did before something came in between. */
    static void putAgain(Decision decision) {
        var at = Position.of(decision);
        var question = at == null ? null : question(at.step(), false);
        if (at == null || question == null) {
            HandOffRules.handOff(decision, ReasonCode.STEP_MISSING);
        } else {
            put(decision, at, question);
        }
    }

    /** Puts a question and ends the turn, or hands off where a value for it is missing. */
    static void put(Decision decision, Position at, Template template) {
        var question = ProcedureTexts.orHandOff(decision, template);
        if (question != null) {
            waitAt(decision, at, question);
        }
    }

    private static @Nullable Template question(Step step, boolean again) {
        return switch (step) {
            case Step.Ask ask -> again && ask.invalid() != null ? ask.invalid() : ask.text();
            case Step.Confirm confirm -> confirm.text();
            default -> null;
        };
    }

    /** The question that the procedure waits for, to be put again after a digression; null where it waits for none. */
    static @Nullable String pending(Decision decision) {
        var waiting = Position.waiting(decision);
        return waiting == null ? null : ProcedureTexts.orNothing(decision, question(waiting.step(), false));
    }

    private static void waitAt(Decision decision, Position at, String question) {
        var path = at.path().text();
        decision.byAgent(new ProcedureStepTaken(
                at.progress().procedureId(), path, at.step().kind(), path, true, Personal.text(question)));
        ReplyRules.sayUnsent(decision);
    }
}
