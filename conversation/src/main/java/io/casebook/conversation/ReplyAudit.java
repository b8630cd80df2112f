package io.casebook.conversation;

import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.CheckVerdict;
import io.casebook.vocabulary.event.ReplyApprovalRequested;
import io.casebook.vocabulary.event.ReplyApproved;
import io.casebook.vocabulary.event.ReplyChecked;
import io.casebook.vocabulary.event.ReplyDrafted;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.ReplyWithdrawn;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** What became of a draft that had to wait for a person, and the words that the person put in its place. */
    private record Waiting(Fate fate, @Nullable PersonalText edited) {}

    private enum Fate {
        WAITS,
        APPROVED,
        REFUSED,
        WITHDRAWN
    }

    private final Report report;
    private final Map<String, Waiting> waiting = new HashMap<>();
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

    void waits(long sequence, ReplyApprovalRequested requested) {
        var draftId = requested.draftId();
        var standing = drafts.get(draftId);
        if (standing == null || standing == Standing.FAILED) {
            report.broken(6, sequence, "the draft " + draftId + " waits for a person and did not pass");
        }
        waiting.put(draftId, new Waiting(Fate.WAITS, null));
    }

    void decided(long sequence, ReplyApproved decided) {
        var before = waiting.get(decided.draftId());
        if (before == null || before.fate() != Fate.WAITS) {
            report.broken(4, sequence, "somebody decided on the draft " + decided.draftId() + ", which did not wait");
            return;
        }
        waiting.put(
                decided.draftId(),
                new Waiting(decided.approved() ? Fate.APPROVED : Fate.REFUSED, decided.editedText()));
    }

    void withdrawn(ReplyWithdrawn withdrawn) {
        waiting.put(withdrawn.draftId(), new Waiting(Fate.WITHDRAWN, null));
    }

    void sent(long sequence, ReplySent sent) {
        var draftId = sent.draftId();
        if (draftId == null) {
            return;
        }
        var decision = waiting.get(draftId);
        if (decision != null) {
            approved(sequence, sent, decision);
            return;
        }
        var standing = drafts.get(draftId);
        if (standing == null) {
            report.broken(6, sequence, "the draft " + draftId + " was not written in this turn");
        } else if (standing == Standing.FAILED) {
            report.broken(6, sequence, "the draft " + draftId + " was sent although it did not pass");
        }
    }

    /** What a person approved is what the customer gets: the stored draft, or the person's own words. */
    private void approved(long sequence, ReplySent sent, Waiting decision) {
        if (decision.fate() != Fate.APPROVED) {
            report.broken(4, sequence, "the draft " + sent.draftId() + " was sent although nobody approved it");
        } else if (!Objects.equals(sent.text(), decision.edited())) {
            report.broken(5, sequence, "the draft " + sent.draftId() + " was sent in other words than were approved");
        }
    }

    /** Drafts of a turn that is over are never sent, unless they wait for a person. */
    void turnEnded() {
        drafts.clear();
    }
}
