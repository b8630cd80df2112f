package io.casebook.conversation;

import io.casebook.conversation.check.DraftChecks;
import io.casebook.conversation.definition.ReplyApproval;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.DeadlineKind;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.Claim;
import io.casebook.vocabulary.event.DeadlineSet;
import io.casebook.vocabulary.event.DraftSource;
import io.casebook.vocabulary.event.PolicyTriggered;
import io.casebook.vocabulary.event.ProcedureLeft;
import io.casebook.vocabulary.event.ReplyApprovalRequested;
import io.casebook.vocabulary.event.ReplyApproved;
import io.casebook.vocabulary.event.ReplyDrafted;
import io.casebook.vocabulary.event.ReplyWithdrawn;
import io.casebook.vocabulary.event.TurnOutcome;
import io.casebook.vocabulary.inbound.DecideReplyApproval;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A reply that waits for a person. Its turn ends; a decision starts the next one, which sends the stored draft or the person's
 * words, or hands off. Whatever else happens in between makes the draft stale.
 */
final class ReplyApprovalRules {
    /** The customer wrote again. */
    static final String NEWER_MESSAGE = "newer_message";
    /** A decision about an action began a turn. */
    static final String NEWER_TURN = "newer_turn";
    /** A person took the conversation. */
    static final String HUMAN_TOOK_OVER = "human_took_over";
    /** The conversation was assigned to somebody. */
    static final String ASSIGNED = "assigned";
    /** The conversation was handed off for another reason. */
    static final String HANDED_OFF = "handed_off";
    /** The conversation was finished. */
    static final String FINISHED = "finished";
    /** The conversation was called off. */
    static final String CANCELLED = "cancelled";
    /** Nobody decided in time. */
    static final String EXPIRED = "expired";

    private static final int HASH_BITS_FOR_SAMPLE = 32;

    private ReplyApprovalRules() {}

    /** True where a person must see the draft before the customer does. */
    static boolean needed(Decision decision, ReplyDrafted draft) {
        return draft.source() != DraftSource.POLICY && why(decision, draft) != null;
    }

    /** Why a person must see the draft, as the definition says it; null where nobody must. */
    private static @Nullable String why(Decision decision, ReplyDrafted draft) {
        return switch (decision.definition().replyApproval()) {
            case ReplyApproval.Off ignored -> null;
            case ReplyApproval.All ignored -> "all";
            case ReplyApproval.Sample sample -> {
                var hash = Long.parseUnsignedLong(ContentHash.of(draft.draftId()), 16) >>> HASH_BITS_FOR_SAMPLE;
                yield hash < sample.share() * (1L << HASH_BITS_FOR_SAMPLE) ? "sample: " + sample.share() : null;
            }
            case ReplyApproval.When when ->
                when.condition()
                                .test(FactsOf.conversation(decision).withArgs(facts(draft)))
                                .fails()
                        ? null
                        : when.condition().source();
        };
    }

    /** What a condition may read of the draft, JSON text. Tools are names, so nothing needs escaping. */
    private static String facts(ReplyDrafted draft) {
        var confidence = draft.confidence();
        return "{\"source\":\"" + draft.source().name().toLowerCase(Locale.ROOT) + "\",\"claims\":["
                + draft.claims().stream()
                        .map(Claim::tool)
                        .distinct()
                        .map(tool -> "\"" + tool + "\"")
                        .collect(Collectors.joining(","))
                + "]" + (confidence == null ? "" : ",\"confidence\":" + confidence) + "}";
    }

    /**
     * Puts the draft before people, and ends the turn.
     *
     * @param completes how the procedure ends with this reply; null where it ends none
     */
    static void request(Decision decision, ReplyDrafted draft, @Nullable String completes) {
        var definition = decision.definition();
        var condition = why(decision, draft);
        var turn = decision.turn();
        var holdingAfter = definition.channel(decision.state().channel()).holdingAfter();
        decision.byAgent(new ReplyApprovalRequested(
                draft.draftId(),
                condition == null ? "" : condition,
                decision.clock().plus(definition.limits().approvalTimeout()),
                completes));
        TurnRules.end(decision, TurnOutcome.AWAITING_APPROVAL);
        // The customer has heard nothing yet, so that the time after which they hear something goes on.
        if (holdingAfter != null && !turn.holdingSent()) {
            var due = turn.startedAt().plus(holdingAfter);
            decision.bySystem(new DeadlineSet(DeadlineKind.HOLDING, later(due, decision.clock())));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    static void decide(Decision decision, Actor actor, DecideReplyApproval decided) {
        var pending = decision.state().replyApproval();
        if (pending == null || !pending.draft().draftId().equals(decided.draftId())) {
            return;
        }
        var draft = pending.draft();
        var edited = decided.approved() ? changed(draft, decided.editedText()) : null;
        var objection = edited == null ? null : objection(Personal.plain(edited));
        if (objection != null) {
            decision.by(actor, new PolicyTriggered("edited_reply_unusable", objection));
            return;
        }
        TurnRules.carryOut(decision);
        decision.by(actor, new ReplyApproved(draft.draftId(), decided.approved(), edited, decided.note()));
        if (edited != null) {
            GapRules.corrected(decision, actor);
        }
        if (decided.approved()) {
            ReplyRules.send(
                    decision,
                    draft,
                    edited,
                    TurnOutcome.REPLIED,
                    pending.request().completes());
        } else {
            HandOffRules.handOff(
                    decision,
                    ReasonCode.REPLY_REFUSED,
                    null,
                    "The reply that was refused: " + Personal.plain(draft.text()) + because(decided.note()));
        }
    }

    private static String because(@Nullable PersonalText note) {
        return note == null ? "" : "\nWhoever refused it says: " + Personal.plain(note);
    }

    private static @Nullable PersonalText changed(ReplyDrafted draft, @Nullable PersonalText edited) {
        return edited == null || edited.equals(draft.text()) ? null : edited;
    }

    private static @Nullable String objection(String edited) {
        if (edited.isBlank()) {
            return "the edited text is empty; refuse the reply instead";
        }
        return edited.length() > DraftChecks.LONGEST_REPLY
                ? "the edited text has " + edited.length() + " characters; the most is " + DraftChecks.LONGEST_REPLY
                : null;
    }

    /** The draft that waits, if any, is stale. */
    static void withdraw(Decision decision, String reasonCode) {
        var pending = decision.state().replyApproval();
        if (pending == null) {
            return;
        }
        decision.bySystem(new ReplyWithdrawn(pending.draft().draftId(), reasonCode));
        // People who take over answer themselves; a procedure that only had this left to say is over.
        var procedure = decision.state().procedure();
        var peopleAnswer = reasonCode.equals(HUMAN_TOOK_OVER) || reasonCode.equals(ASSIGNED);
        if (peopleAnswer && procedure != null && pending.request().completes() != null) {
            decision.bySystem(new ProcedureLeft(procedure.procedureId(), "completed"));
        }
    }

    /** Nobody decided in time. */
    static void expire(Decision decision) {
        var pending = decision.state().replyApproval();
        if (pending == null) {
            return;
        }
        withdraw(decision, EXPIRED);
        HandOffRules.handOff(
                decision,
                ReasonCode.REPLY_APPROVAL_EXPIRED,
                null,
                "The reply that nobody decided on: "
                        + Personal.plain(pending.draft().text()));
    }
}
