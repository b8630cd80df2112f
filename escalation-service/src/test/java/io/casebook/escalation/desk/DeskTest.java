package io.casebook.escalation.desk;

import static io.casebook.escalation.Records.approval;
import static io.casebook.escalation.Records.claimed;
import static io.casebook.escalation.Records.closed;
import static io.casebook.escalation.Records.handOff;
import static io.casebook.escalation.Records.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.escalation.Records;
import io.casebook.escalation.queue.CaseQueue;
import io.casebook.escalation.queue.CaseStatus;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.inbound.ClaimHandOff;
import io.casebook.vocabulary.inbound.DecideReplyApproval;
import io.casebook.vocabulary.inbound.DecideToolApproval;
import io.casebook.vocabulary.inbound.HandBack;
import io.casebook.vocabulary.inbound.InboundPayload;
import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.inbound.ParticipantType;
import io.casebook.vocabulary.inbound.PostMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DeskTest {
    private static final String PAYLOAD = "{\"amount\":120.5}";

    private final CaseQueue queue = new CaseQueue(Duration.ofDays(30), 10, InstantSource.fixed(Records.START));
    private final List<InboundRecord> published = new ArrayList<>();
    private Runnable orchestrator = () -> {};
    private final Desk desk = new Desk(
            queue,
            record -> {
                published.add(record);
                orchestrator.run();
            },
            "default",
            Duration.ofMillis(1),
            InstantSource.fixed(Records.START));

    @Test
    void a_claim_is_published_and_answered_with_the_case_as_it_then_is() {
        queue.accept(handOff("h", 5, "tier1", 10));
        orchestrator = () -> queue.accept(claimed("h", 6, "anna"));

        var done = desk.claim("h", "anna");

        assertThat(done.visible()).isTrue();
        assertThat(done.escalated().status()).isEqualTo(CaseStatus.CLAIMED);
        assertThat(published).singleElement().satisfies(record -> {
            assertThat(record.conversationId()).isEqualTo("conversation-h");
            assertThat(record.actor().type()).isEqualTo(ActorType.HUMAN);
            assertThat(record.payload()).isEqualTo(new ClaimHandOff("anna"));
        });
    }

    @Test
    void a_claim_that_cannot_be_seen_yet_says_so() {
        queue.accept(handOff("h", 5, "tier1", 10));

        assertThat(desk.claim("h", "anna").visible()).isFalse();
    }

    @Test
    void a_double_click_is_one_claim() {
        queue.accept(handOff("h", 5, "tier1", 10));

        desk.claim("h", "anna");
        desk.claim("h", "anna");
        assertThat(published.stream().map(InboundRecord::recordId).distinct()).hasSize(1);

        queue.accept(claimed("h", 6, "anna"));
        assertThat(desk.claim("h", "anna").visible()).isTrue();
        assertThat(published).hasSize(2);
    }

    @Test
    void of_two_who_claim_at_once_the_second_is_told_who_has_it() {
        queue.accept(handOff("h", 5, "tier1", 10));
        orchestrator = () -> queue.accept(claimed("h", 6, "ben"));

        refused(() -> desk.claim("h", "anna"), "with ben");
    }

    @Test
    void nobody_takes_what_another_has() {
        queue.accept(handOff("h", 5, "tier1", 10));
        queue.accept(claimed("h", 6, "ben"));

        refused(() -> desk.claim("h", "anna"), "with ben");
        refused(() -> desk.reply("h", "anna", "Hello", null), "with ben");
        refused(() -> desk.handBack("h", "anna", null), "with ben");
        assertThat(published).isEmpty();
    }

    @Test
    void a_reply_is_a_message_of_a_human_and_the_same_when_it_is_repeated() {
        queue.accept(handOff("h", 5, "tier1", 10));
        queue.accept(claimed("h", 6, "anna"));

        desk.reply("h", "anna", "Hello, I am Anna.", "m-1");
        desk.reply("h", "anna", "Hello, I am Anna.", "m-1");

        assertThat(published.stream().map(InboundRecord::recordId).distinct()).hasSize(1);
        assertThat(published.getFirst().payload()).isInstanceOfSatisfying(PostMessage.class, message -> {
            assertThat(message.messageId()).isEqualTo("m-1");
            assertThat(message.participantType()).isEqualTo(ParticipantType.HUMAN);
            assertThat(message.participantId()).isEqualTo("anna");
            assertThat(message.body()).isEqualTo(Personal.text("Hello, I am Anna."));
            assertThat(message.contentHash()).isEqualTo(ContentHash.of("Hello, I am Anna.", null));
        });
    }

    @Test
    void two_replies_without_an_id_are_two_messages() {
        queue.accept(handOff("h", 5, "tier1", 10));

        desk.reply("h", "anna", "One moment.", null);
        desk.reply("h", "anna", "One moment.", null);

        assertThat(published.stream().map(InboundRecord::recordId).distinct()).hasSize(2);
    }

    @Test
    void a_hand_back_closes_the_case_and_may_be_repeated() {
        queue.accept(handOff("h", 5, "tier1", 10));
        queue.accept(claimed("h", 6, "anna"));
        orchestrator = () -> queue.accept(closed("h", 8, "handed_back", "anna"));

        assertThat(desk.handBack("h", "anna", "Refunded by hand.").escalated().isClosed())
                .isTrue();
        assertThat(desk.handBack("h", "anna", "Refunded by hand.").visible()).isTrue();

        assertThat(published)
                .singleElement()
                .extracting(InboundRecord::payload)
                .isEqualTo(new HandBack("anna", Personal.text("Refunded by hand.")));
    }

    @Test
    void a_case_that_is_over_takes_nothing_more() {
        queue.accept(handOff("h", 5, "tier1", 10));
        queue.accept(closed("h", 8, "finished", null));

        refused(() -> desk.claim("h", "anna"), "finished");
        refused(() -> desk.reply("h", "anna", "Hello", null), "finished");
        refused(() -> desk.handBack("h", "anna", null), "finished");
        assertThat(published).isEmpty();
    }

    @Test
    void an_approval_names_the_call_and_what_the_person_saw() {
        queue.accept(approval("a", 5, PAYLOAD));
        orchestrator = () -> queue.accept(closed("a", 6, "approved", "anna"));

        var done = desk.decide("a", "anna", true, ContentHash.of(PAYLOAD), "fine", null);

        assertThat(done.escalated().closedReason()).isEqualTo("approved");
        assertThat(published)
                .singleElement()
                .extracting(InboundRecord::payload)
                .isEqualTo(
                        new DecideToolApproval("call-a", true, ContentHash.of(PAYLOAD), "anna", Personal.text("fine")));
    }

    @Test
    void a_reply_is_approved_as_it_is() {
        queue.accept(reply("r", 5, "It is under way."));
        orchestrator = () -> queue.accept(closed("r", 6, "approved", "anna"));

        desk.decide("r", "anna", true, ContentHash.of("It is under way."), null, null);

        assertThat(decision()).isEqualTo(new DecideReplyApproval("draft-r", true, "anna"));
    }

    @Test
    void a_reply_is_sent_in_the_words_of_whoever_edited_it() {
        queue.accept(reply("r", 5, "It is under way."));
        orchestrator = () -> queue.accept(closed("r", 6, "approved", "anna"));

        desk.decide("r", "anna", true, ContentHash.of("It is under way."), null, "It arrives today.");

        assertThat(decision())
                .isEqualTo(new DecideReplyApproval("draft-r", true, "anna")
                        .withEditedText(Personal.text("It arrives today.")));
    }

    @Test
    void a_reply_is_refused_with_a_note() {
        queue.accept(reply("r", 5, "It is under way."));
        orchestrator = () -> queue.accept(closed("r", 6, "refused", "anna"));

        desk.decide("r", "anna", false, ContentHash.of("It is under way."), "It is not.", null);

        assertThat(decision())
                .isEqualTo(new DecideReplyApproval("draft-r", false, "anna").withNote(Personal.text("It is not.")));
    }

    @Test
    void a_reply_that_the_conversation_outran_is_not_sent() {
        queue.accept(reply("r", 5, "It is under way."));
        orchestrator = () -> queue.accept(closed("r", 6, "newer_message", null));

        refused(() -> desk.decide("r", "anna", true, ContentHash.of("It is under way."), null, null), "newer message");
    }

    @Test
    void an_action_is_never_edited() {
        queue.accept(approval("a", 5, PAYLOAD));

        refused(() -> desk.decide("a", "anna", true, ContentHash.of(PAYLOAD), null, "{}"), "only a reply");
        assertThat(published).isEmpty();
    }

    private InboundPayload decision() {
        assertThat(published).hasSize(1);
        return published.getFirst().payload();
    }

    @Test
    void nobody_approves_what_he_did_not_see() {
        queue.accept(approval("a", 5, PAYLOAD));

        refused(() -> desk.decide("a", "anna", true, ContentHash.of("{}"), null, null), "not what you saw");
        assertThat(published).isEmpty();
    }

    @Test
    void a_decision_that_came_too_late_is_told() {
        queue.accept(approval("a", 5, PAYLOAD));
        orchestrator = () -> queue.accept(closed("a", 6, "approval_expired", null));

        refused(() -> desk.decide("a", "anna", false, ContentHash.of(PAYLOAD), null, null), "approval expired");
    }

    @Test
    void hand_offs_are_not_approved_and_approvals_are_not_claimed() {
        queue.accept(handOff("h", 5, "tier1", 10));
        queue.accept(approval("a", 5, PAYLOAD));

        refused(() -> desk.decide("h", "anna", true, "0", null, null), "asks for a human");
        refused(() -> desk.claim("a", "anna"), "asks for a decision");
        refused(() -> desk.reply("a", "anna", "Hello", null), "asks for a decision");
        refused(() -> desk.handBack("a", "anna", null), "asks for a decision");
    }

    @Test
    void an_unknown_case_is_not_found() {
        assertThatThrownBy(() -> desk.claim("nothing", "anna"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND));
    }

    private static void refused(ThrowingCallable deed, String because) {
        assertThatThrownBy(deed).isInstanceOfSatisfying(ApiException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.FAILED_PRECONDITION);
            assertThat(refusal.status()).isEqualTo(409);
            assertThat(refusal.text()).contains(because);
        });
    }
}
