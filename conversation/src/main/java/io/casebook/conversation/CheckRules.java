package io.casebook.conversation;

import io.casebook.conversation.check.Finding;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.CheckVerdict;
import io.casebook.vocabulary.event.Claim;
import io.casebook.vocabulary.event.DraftSource;
import io.casebook.vocabulary.event.ReplyChecked;
import io.casebook.vocabulary.event.ReplyDrafted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a draft must pass before anybody sees it, and what follows where it does not. */
final class CheckRules {
    private static final String CONFIDENCE = "confidence";
    /** Characters of a draft that the people who take over are shown. */
    static final int QUOTED_CHARACTERS = 600;

    private CheckRules() {}

    /**
     * Examines the draft that was just written.
     *
     * @return what did not pass; empty where it may go on its way
     */
    static List<CheckVerdict> failed(Decision decision, ReplyDrafted draft, Written written) {
        if (written.source() == DraftSource.POLICY) {
            return List.of();
        }
        var verdicts = new ArrayList<CheckVerdict>();
        confidence(decision, written, verdicts);
        decision.definition()
                .draftChecks()
                .examine(written.draft(), () -> BackgroundOf.turn(decision, written.citations()))
                .forEach(finding -> verdicts.add(verdict(finding)));
        return record(decision, draft.draftId(), verdicts);
    }

    /** Puts verdicts on record; returns those that are against the draft. */
    static List<CheckVerdict> record(Decision decision, String draftId, List<CheckVerdict> verdicts) {
        var failed = verdicts.stream().filter(verdict -> !verdict.passed()).toList();
        if (!verdicts.isEmpty()) {
            decision.byAgent(new ReplyChecked(draftId, failed.isEmpty(), verdicts));
        }
        return failed;
    }

    private static void confidence(Decision decision, Written written, List<CheckVerdict> verdicts) {
        var confidence = written.confidence();
        var threshold = decision.definition().confidence().handOffBelow();
        if (confidence != null && threshold > 0) {
            var sure = confidence >= threshold;
            verdicts.add(new CheckVerdict(CONFIDENCE, sure)
                    .withReason(sure ? null : "confidence %.2f is under %.2f".formatted(confidence, threshold)));
        }
    }

    private static CheckVerdict verdict(Finding finding) {
        return new CheckVerdict(finding.check(), finding.passed())
                .withReason(finding.reason())
                .withOffending(Personal.textOrNull(finding.offending()));
    }

    /**
     * A draft did not pass: its model may mend it as often as the definition allows, then people take over.
     *
     * @param step the agentic step that the words are for; null for a reply of the general mode
     */
    static void refuse(Decision decision, Written written, List<CheckVerdict> failed, @Nullable String step) {
        if (failed.stream().anyMatch(verdict -> verdict.check().equals(CONFIDENCE))) {
            HandOffRules.handOff(decision, ReasonCode.LOW_CONFIDENCE);
            return;
        }
        var turn = decision.turn();
        var limits = decision.definition().limits();
        var mendable = written.source() == DraftSource.MODEL
                && decision.definition().models().generative(ModelRole.REASON)
                && turn.failedChecks() < limits.failedChecks()
                && turn.steps() < limits.steps();
        if (mendable) {
            ReasonRules.askToMend(decision, step, reasons(failed));
            return;
        }
        HandOffRules.handOff(
                decision,
                ReasonCode.FAILED_CHECKS,
                null,
                "The answer that did not pass (" + names(failed) + "): "
                        + Personal.plain(Bounds.cut(Personal.text(written.text()), QUOTED_CHARACTERS)));
    }

    private static String names(List<CheckVerdict> failed) {
        return failed.stream().map(CheckVerdict::check).collect(Collectors.joining(", "));
    }

    private static String reasons(List<CheckVerdict> failed) {
        return failed.stream()
                .map(verdict -> {
                    var offending = Personal.plainOrNull(verdict.offending());
                    return verdict.check() + ": " + verdict.reason()
                            + (offending == null ? "." : ": “" + offending + "”.");
                })
                .collect(Collectors.joining(" "));
    }

    /** The actions of this turn and of the procedure, and those of earlier turns that the words speak of. */
    static List<Claim> claims(Decision decision, Written written) {
        var claims = new ArrayList<>(decision.turn().claims());
        var procedure = decision.state().procedure();
        if (procedure != null) {
            procedure.claims().stream().filter(claim -> !claims.contains(claim)).forEach(claims::add);
        }
        var earlier = decision.state().done().stream()
                .filter(done ->
                        claims.stream().noneMatch(claim -> claim.callId().equals(done.callId())))
                .toList();
        if (!earlier.isEmpty()) {
            var claimed = decision.definition()
                    .draftChecks()
                    .claimed(written.draft(), BackgroundOf.turn(decision, written.citations()));
            earlier.stream()
                    .filter(done -> claimed.contains(done.callId()))
                    .forEach(done -> claims.add(new Claim(done.callId(), done.tool())));
        }
        return claims;
    }

    /** True where what a procedure's steps said may be told on the way to a human. */
    static boolean mayBeTold(Decision decision, String text) {
        return decision
                .definition()
                .draftChecks()
                .examine(Written.own(text, DraftSource.PROCEDURE).draft(), () -> BackgroundOf.turn(decision, List.of()))
                .stream()
                .allMatch(Finding::passed);
    }
}
