package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.CheckVerdict;
import io.casebook.vocabulary.event.Claim;
import io.casebook.vocabulary.event.DraftSource;
import io.casebook.vocabulary.event.ReplyApprovalRequested;
import io.casebook.vocabulary.event.ReplyApproved;
import io.casebook.vocabulary.event.ReplyChecked;
import io.casebook.vocabulary.event.ReplyDrafted;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.ReplyWithdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A log that somebody tampered with, or that a faulty engine wrote, does not go unnoticed. */
class ReplyAuditTest {
    private final List<String> broken = new ArrayList<>();
    private final ReplyAudit audit = new ReplyAudit((promise, sequence, words) -> broken.add(promise + ": " + words));

    private static ReplyDrafted draft(Claim... claims) {
        return new ReplyDrafted("d", Personal.text("Done."), DraftSource.MODEL, List.of(claims), List.of(), null);
    }

    private static ReplyChecked checked(boolean told, boolean passed) {
        return new ReplyChecked("d", told, List.of(new CheckVerdict("grounded", passed)));
    }

    private static ReplySent sent() {
        return new ReplySent("m", "d", null, false);
    }

    private void waits() {
        audit.drafted(1, draft(), Set.of());
        audit.checked(2, checked(true, true));
        audit.waits(3, new ReplyApprovalRequested("d", "all", Instant.EPOCH));
        audit.turnEnded();
    }

    @Nested
    class A_reply {
        @Test
        void that_passed_is_fine() {
            audit.drafted(1, draft(new Claim("call", "refund_order")), Set.of("call"));
            audit.checked(2, checked(true, true));
            audit.sent(3, sent());
            assertThat(broken).isEmpty();
        }

        @Test
        void that_claims_what_no_call_did_breaks_promise_6() {
            audit.drafted(1, draft(new Claim("call", "refund_order")), Set.of());
            assertThat(broken).singleElement().asString().contains("6: no successful call backs the claim");
        }

        @Test
        void that_did_not_pass_breaks_promise_6() {
            audit.drafted(1, draft(), Set.of());
            audit.checked(2, checked(false, false));
            audit.sent(3, sent());
            assertThat(broken).singleElement().asString().contains("6: the draft d was sent although it did not pass");
        }

        @Test
        void whose_verdict_is_not_that_of_its_checks_breaks_promise_6() {
            audit.drafted(1, draft(), Set.of());
            audit.checked(2, checked(true, false));
            assertThat(broken).singleElement().asString().contains("6: the verdict");
        }

        @Test
        void of_an_earlier_turn_breaks_promise_6() {
            audit.drafted(1, draft(), Set.of());
            audit.turnEnded();
            audit.sent(3, sent());
            assertThat(broken).singleElement().asString().contains("6: the draft d was not written in this turn");
        }
    }

    @Nested
    class A_reply_that_waits {
        @Test
        void is_fine_once_somebody_approved_it() {
            waits();
            audit.decided(4, new ReplyApproved("d", true));
            audit.sent(5, sent());
            assertThat(broken).isEmpty();
        }

        @Test
        void breaks_promise_4_where_nobody_approved_it() {
            waits();
            audit.sent(5, sent());
            assertThat(broken)
                    .singleElement()
                    .asString()
                    .contains("4: the draft d was sent although nobody approved it");
        }

        @Test
        void breaks_promise_4_once_it_was_refused_or_withdrawn() {
            waits();
            audit.decided(4, new ReplyApproved("d", false));
            audit.sent(5, sent());
            audit.withdrawn(new ReplyWithdrawn("d", "newer_message"));
            audit.sent(7, sent());
            audit.decided(8, new ReplyApproved("d", true));
            assertThat(broken).hasSize(3).allMatch(words -> words.startsWith("4: "));
        }

        @Test
        void breaks_promise_5_in_other_words_than_were_approved() {
            waits();
            audit.decided(4, new ReplyApproved("d", true).withEditedText(Personal.text("Almost done.")));
            audit.sent(5, sent());
            assertThat(broken).singleElement().asString().contains("5: the draft d was sent in other words");
        }

        @Test
        void breaks_promise_6_where_it_did_not_pass_first() {
            audit.drafted(1, draft(), Set.of());
            audit.checked(2, checked(false, false));
            audit.waits(3, new ReplyApprovalRequested("d", "all", Instant.EPOCH));
            assertThat(broken).singleElement().asString().contains("6: the draft d waits");
        }
    }
}
