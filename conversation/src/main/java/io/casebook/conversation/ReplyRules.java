package io.casebook.conversation;

import io.casebook.conversation.definition.Step;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.DraftSource;
import io.casebook.vocabulary.event.ProcedureLeft;
import io.casebook.vocabulary.event.ReplyDrafted;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.TurnOutcome;
import io.casebook.vocabulary.state.Answering;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a draft becomes the turn's one reply. */
final class ReplyRules {
    private ReplyRules() {}

    /** Something that the platform itself says. */
    static void say(Decision decision, String text) {
        send(decision, text, Written.own(text, DraftSource.POLICY), TurnOutcome.REPLIED);
    }

    /** What the procedure's steps contributed, as the reply that asks the customer for the next value. */
    static void sayUnsent(Decision decision) {
        var text = unsent(decision);
        send(decision, text, Written.own(text, DraftSource.PROCEDURE), TurnOutcome.REPLIED);
    }

    /** What the procedure's steps contributed, then one more sentence of the platform. */
    static void sayAfterUnsent(Decision decision, String text, TurnOutcome outcome) {
        var said = unsent(decision);
        var whole = join(said, text);
        var source = said.isBlank() ? DraftSource.POLICY : DraftSource.PROCEDURE;
        send(decision, whole, Written.own(whole, source), outcome);
    }

    /** An answer of a model or from articles; the question that a procedure waits for is put again behind it. */
    static void answer(Decision decision, Written written) {
        var question = QuestionRules.pending(decision);
        var said = join(tellable(decision), written.text());
        var text = question == null ? said : join(said, question);
        var draft = draft(decision, text, written);
        var failed = CheckRules.failed(decision, draft, written);
        if (!failed.isEmpty()) {
            CheckRules.refuse(decision, written, failed, null);
        } else if (JudgeRules.wanted(decision, draft)) {
            JudgeRules.ask(decision, draft, null);
        } else {
            passed(decision, draft);
        }
    }

    /** The answer has passed whatever it must pass. */
    static void passed(Decision decision, ReplyDrafted draft) {
        release(decision, draft, TurnOutcome.REPLIED, null);
    }

    /**
     * What a model wrote for a step of a procedure. It becomes part of a later reply, so it is examined before the procedure goes on.
     *
     * @return false where it did not pass, or a judge is asked first; what follows has been decided
     */
    static boolean contributes(Decision decision, Written written, String step) {
        var draft = draft(decision, written.text(), written);
        var failed = CheckRules.failed(decision, draft, written);
        if (!failed.isEmpty()) {
            CheckRules.refuse(decision, written, failed, step);
            return false;
        }
        if (JudgeRules.wanted(decision, draft)) {
            JudgeRules.ask(decision, draft, step);
            return false;
        }
        return true;
    }

    /** The procedure is over: what it said goes out, and the procedure is left. */
    static void complete(Decision decision, String resolution) {
        var progress = decision.state().procedure();
        var resolved = resolution.equals(Step.Finish.RESOLVED);
        var text = unsent(decision);
        if (text.isBlank()) {
            leave(decision, progress == null ? null : progress.procedureId());
            TurnRules.end(decision, TurnOutcome.NOTHING_TO_SAY);
            TurnRules.waitForCustomer(decision, resolved);
            return;
        }
        var draft = passing(decision, text, Written.own(text, DraftSource.PROCEDURE));
        if (draft != null) {
            release(decision, draft, TurnOutcome.REPLIED, resolution);
        }
    }

    private static void leave(Decision decision, @Nullable String procedureId) {
        if (procedureId != null) {
            decision.byAgent(new ProcedureLeft(procedureId, "completed"));
        }
    }

    private static void send(Decision decision, String text, Written written, TurnOutcome outcome) {
        var draft = passing(decision, text, written);
        if (draft != null) {
            release(decision, draft, outcome, null);
        }
    }

    /** The draft; null, after a hand-off, where it may not go out. */
    private static @Nullable ReplyDrafted passing(Decision decision, String text, Written written) {
        var draft = draft(decision, text, written);
        var failed = CheckRules.failed(decision, draft, written);
        if (failed.isEmpty()) {
            return draft;
        }
        CheckRules.refuse(decision, written, failed, null);
        return null;
    }

    private static ReplyDrafted draft(Decision decision, String text, Written written) {
        var draft = unsaid(decision, text, written);
        decision.byAgent(draft);
        return draft;
    }

    private static ReplyDrafted unsaid(Decision decision, String text, Written written) {
        return new ReplyDrafted(
                DerivedIds.named("draft", decision, text),
                Personal.text(text),
                written.source(),
                written.source() == DraftSource.POLICY ? List.of() : CheckRules.claims(decision, written),
                written.citations(),
                written.confidence());
    }

    private static void release(
            Decision decision, ReplyDrafted draft, TurnOutcome outcome, @Nullable String completes) {
        if (ReplyApprovalRules.needed(decision, draft)) {
            ReplyApprovalRules.request(decision, draft, completes);
        } else {
            send(decision, draft, null, outcome, completes);
        }
    }

    /**
     * The customer gets the draft, and the turn is over.
     *
     * @param edited the text as a person changed it; null where it is the draft's
     * @param completes how the procedure ends with this reply; null where it ends none
     */
    static void send(
            Decision decision,
            ReplyDrafted draft,
            @Nullable PersonalText edited,
            TurnOutcome outcome,
            @Nullable String completes) {
        decision.byAgent(
                new ReplySent(DerivedIds.named("msg", decision, draft.draftId()), draft.draftId(), edited, false));
        var progress = decision.state().procedure();
        if (completes != null && progress != null) {
            leave(decision, progress.procedureId());
        }
        TurnRules.end(decision, outcome);
        TurnRules.waitForCustomer(decision, Step.Finish.RESOLVED.equals(completes));
    }

    /** What the procedure's steps contributed and the customer has not seen. */
    static String unsent(Decision decision) {
        var progress = decision.state().procedure();
        return progress == null
                ? ""
                : String.join(
                        "\n\n", progress.unsent().stream().map(Personal::plain).toList());
    }

    /** The same, as far as it may be told on the way to a human, who has not seen it. */
    static String tellableUnseen(Decision decision) {
        var text = tellable(decision);
        return text.isEmpty()
                        || ReplyApprovalRules.needed(
                                decision, unsaid(decision, text, Written.own(text, DraftSource.PROCEDURE)))
                ? ""
                : text;
    }

    /** The same, as far as it passes the checks. */
    static String tellable(Decision decision) {
        var text = unsent(decision);
        return text.isEmpty() || (decision.state().phase() instanceof Answering && CheckRules.mayBeTold(decision, text))
                ? text
                : "";
    }

    static String join(String one, String other) {
        return one.isBlank() ? other : one + "\n\n" + other;
    }
}
