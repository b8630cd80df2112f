package io.casebook.conversation;

import io.casebook.conversation.definition.Check;
import io.casebook.conversation.definition.ReplyApproval;
import io.casebook.conversation.definition.Step;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Citation;
import io.casebook.vocabulary.PassageRef;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.event.CheckVerdict;
import io.casebook.vocabulary.event.Claim;
import io.casebook.vocabulary.event.DraftSource;
import io.casebook.vocabulary.event.ProcedureLeft;
import io.casebook.vocabulary.event.ReplyChecked;
import io.casebook.vocabulary.event.ReplyDrafted;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.TurnOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a draft becomes the turn's one reply. */
final class ReplyRules {
    private static final int HASH_BITS_FOR_SAMPLE = 32;

    private ReplyRules() {}

    /** Something that the platform itself says. */
    static void say(Decision decision, String text) {
        send(decision, text, DraftSource.POLICY, List.of(), null, TurnOutcome.REPLIED);
    }

    /** What the procedure's steps contributed, as the reply that asks the customer for the next value. */
    static void sayUnsent(Decision decision) {
        send(decision, unsent(decision), DraftSource.PROCEDURE, List.of(), null, TurnOutcome.REPLIED);
    }

    /** What the procedure's steps contributed, then one more sentence. */
    static void sayAfterUnsent(Decision decision, String text, TurnOutcome outcome) {
        send(decision, join(unsent(decision), text), DraftSource.PROCEDURE, List.of(), null, outcome);
    }

    /** An answer of a model or from articles. */
    static void answer(
            Decision decision, String text, DraftSource source, List<Citation> citations, @Nullable Double confidence) {
        var question = QuestionRules.pending(decision);
        var said = join(unsent(decision), text);
        send(
                decision,
                question == null ? said : join(said, question),
                source,
                citations,
                confidence,
                TurnOutcome.REPLIED);
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
        if (passes(decision, text, DraftSource.PROCEDURE, List.of(), null)) {
            sendDraft(decision);
            leave(decision, progress == null ? null : progress.procedureId());
            TurnRules.end(decision, TurnOutcome.REPLIED);
            TurnRules.waitForCustomer(decision, resolved);
        }
    }

    private static void leave(Decision decision, @Nullable String procedureId) {
        if (procedureId != null) {
            decision.byAgent(new ProcedureLeft(procedureId, "completed"));
        }
    }

    private static void send(
            Decision decision,
            String text,
            DraftSource source,
            List<Citation> citations,
            @Nullable Double confidence,
            TurnOutcome outcome) {
        if (passes(decision, text, source, citations, confidence)) {
            sendDraft(decision);
            TurnRules.end(decision, outcome);
            TurnRules.waitForCustomer(decision, false);
        }
    }

    /** Drafts and checks; false, after a hand-off, where the draft may not go out. */
    private static boolean passes(
            Decision decision, String text, DraftSource source, List<Citation> citations, @Nullable Double confidence) {
        var draft = new ReplyDrafted(
                DerivedIds.named("draft", decision, text),
                Personal.text(text),
                source,
                source == DraftSource.POLICY ? List.of() : claims(decision),
                citations,
                confidence);
        decision.byAgent(draft);
        var verdicts = verdicts(decision, draft);
        var passed = verdicts.stream().allMatch(CheckVerdict::passed);
        if (!verdicts.isEmpty()) {
            decision.byAgent(new ReplyChecked(draft.draftId(), passed, verdicts));
        }
        if (!passed) {
            var unsure =
                    verdicts.stream().anyMatch(verdict -> verdict.check().equals("confidence") && !verdict.passed());
            HandOffRules.handOff(decision, unsure ? ReasonCode.LOW_CONFIDENCE : ReasonCode.FAILED_CHECKS);
            return false;
        }
        if (source != DraftSource.POLICY && needsApproval(decision, draft)) {
            HandOffRules.handOff(decision, ReasonCode.REPLY_NEEDS_APPROVAL, null, "Draft of the reply: " + text);
            return false;
        }
        return true;
    }

    private static List<Claim> claims(Decision decision) {
        var claims = new ArrayList<>(decision.turn().claims());
        var procedure = decision.state().procedure();
        if (procedure != null) {
            procedure.claims().stream().filter(claim -> !claims.contains(claim)).forEach(claims::add);
        }
        return claims;
    }

    /** The checks of this version: confidence, and that nothing internal is cited. */
    private static List<CheckVerdict> verdicts(Decision decision, ReplyDrafted draft) {
        var verdicts = new ArrayList<CheckVerdict>();
        var confidence = draft.confidence();
        var threshold = decision.definition().confidence().handOffBelow();
        if (confidence != null && threshold > 0) {
            var sure = confidence >= threshold;
            verdicts.add(new CheckVerdict(
                    "confidence",
                    sure,
                    sure ? null : "confidence %.2f is under %.2f".formatted(confidence, threshold)));
        }
        if (decision.definition().checkSet().contains(Check.NO_INTERNAL)
                && !draft.citations().isEmpty()) {
            var internal = draft.citations().stream().anyMatch(citation -> internal(decision, citation));
            verdicts.add(new CheckVerdict(
                    Check.NO_INTERNAL.key(), !internal, internal ? "the reply rests on an internal passage" : null));
        }
        return verdicts;
    }

    private static boolean internal(Decision decision, Citation citation) {
        var knowledge = decision.turn().knowledge();
        return knowledge != null
                && knowledge.passages().stream()
                        .filter(passage -> passage.visibility() == Visibility.INTERNAL)
                        .anyMatch(passage -> same(passage, citation));
    }

    private static boolean same(PassageRef passage, Citation citation) {
        return passage.articleId().equals(citation.articleId()) && passage.passage() == citation.passage();
    }

    private static boolean needsApproval(Decision decision, ReplyDrafted draft) {
        return switch (decision.definition().replyApproval()) {
            case ReplyApproval.Off ignored -> false;
            case ReplyApproval.All ignored -> true;
            case ReplyApproval.Sample sample -> {
                var hash = Long.parseUnsignedLong(ContentHash.of(draft.draftId()), 16) >>> HASH_BITS_FOR_SAMPLE;
                yield hash < sample.share() * (1L << HASH_BITS_FOR_SAMPLE);
            }
            case ReplyApproval.When when ->
                !when.condition().test(FactsOf.conversation(decision)).fails();
        };
    }

    private static void sendDraft(Decision decision) {
        var draft = java.util.Objects.requireNonNull(decision.turn().draft());
        decision.byAgent(
                new ReplySent(DerivedIds.named("msg", decision, draft.draftId()), draft.draftId(), null, false));
    }

    /** What the procedure's steps contributed and the customer has not seen. */
    static String unsent(Decision decision) {
        var progress = decision.state().procedure();
        return progress == null
                ? ""
                : String.join(
                        "\n\n", progress.unsent().stream().map(Personal::plain).toList());
    }

    static String join(String one, String other) {
        return one.isBlank() ? other : one + "\n\n" + other;
    }
}
