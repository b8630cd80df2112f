package io.casebook.conversation;

import io.casebook.vocabulary.event.CheckVerdict;
import io.casebook.vocabulary.event.ReplyChecked;
import io.casebook.vocabulary.event.ReplyDrafted;
import io.casebook.vocabulary.event.ReplySent;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The replies of one conversation under the eyes of {@link ConversationAudit}: what was sent had passed what it must pass. */
final class ReplyAudit {
    /** What is told of a broken promise. */
    interface Report {
        void broken(int promise, long sequence, String words);
    }

    private enum Standing {
        DRAFTED,
        PASSED,
        FAILED
    }

    private final Report report;
    private final Map<String, Standing> drafts = new HashMap<>();

    ReplyAudit(Report report) {
        this.report = report;
    }

    void drafted(long sequence, ReplyDrafted draft, Set<String> succeeded) {
        drafts.put(draft.draftId(), Standing.DRAFTED);
        draft.claims().stream()
                .filter(claim -> !succeeded.contains(claim.callId()))
                .forEach(claim -> report.broken(6, sequence, "no successful call backs the claim of " + claim.tool()));
    }

    void checked(long sequence, ReplyChecked checked) {
        var passed = checked.verdicts().stream().allMatch(CheckVerdict::passed);
        if (passed != checked.passed()) {
            report.broken(6, sequence, "the verdict on draft " + checked.draftId() + " is not that of its checks");
        }
        drafts.merge(
                checked.draftId(),
                passed ? Standing.PASSED : Standing.FAILED,
                (before, now) -> before == Standing.FAILED ? before : now);
    }

    void sent(long sequence, ReplySent sent) {
        var draftId = sent.draftId();
        if (draftId == null) {
            return;
        }
        var standing = drafts.get(draftId);
        if (standing == null) {
            report.broken(6, sequence, "the draft " + draftId + " was not written in this turn");
        } else if (standing == Standing.FAILED) {
            report.broken(6, sequence, "the draft " + draftId + " was sent although it did not pass");
        }
    }

    /** Drafts of a turn that is over are never sent, unless they wait for a person. */
    void turnEnded() {
        drafts.clear();
    }
}
