package io.casebook.ingress.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.github.benmanes.caffeine.cache.Ticker;
import io.casebook.ingress.CapturedInbound;
import io.casebook.ingress.ToldStates;
import io.casebook.platform.conversations.ConversationStates;
import io.casebook.platform.conversations.ConversationStatesUnavailableException;
import io.casebook.platform.conversations.ConversationSummary;
import io.casebook.platform.conversations.ConversationSummary.Status;
import io.casebook.platform.conversations.RecentlyOpened;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.inbound.Assign;
import io.casebook.vocabulary.inbound.Cancel;
import io.casebook.vocabulary.inbound.Erase;
import io.casebook.vocabulary.inbound.Finish;
import io.casebook.vocabulary.inbound.InboundPayload;
import io.casebook.vocabulary.inbound.OpenConversation;
import io.casebook.vocabulary.inbound.ParticipantType;
import io.casebook.vocabulary.inbound.PostMessage;
import io.casebook.vocabulary.inbound.Resume;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Actor CALLER = new Actor(ActorType.SYSTEM, "api");

    private final ToldStates states = new ToldStates();
    private final CapturedInbound inbound = new CapturedInbound();
    private final AtomicLong nanos = new AtomicLong();
    private final RecentlyOpened opened = new RecentlyOpened();
    private final Intake intake = intake(states, inbound);

    @Test
    void a_new_conversation_is_published_once_and_answered() {
        var view = intake.open(opening("c1", "anna", AssigneeType.AI_AGENT));

        assertThat(view.status()).isEqualTo("active");
        assertThat(view.agentIsActive()).isTrue();
        assertThat(inbound.records()).hasSize(1);
        var record = inbound.records().getFirst();
        assertThat(record.conversationId()).isEqualTo("c1");
        assertThat(record.tenantId()).isEqualTo("acme");
        assertThat(record.receivedAt()).isEqualTo(NOW);
        assertThat(record.actor()).isEqualTo(new Actor(ActorType.CUSTOMER, "anna"));
    }

    @Test
    void a_conversation_without_an_assignee_is_observing() {
        assertThat(intake.open(opening("c1", "anna", null)).status()).isEqualTo("observing");
    }

    @Test
    void the_same_conversation_again_is_answered_as_the_first_time_and_not_published_again() {
        var first = intake.open(opening("c1", "anna", null));

        var second = intake.open(opening("c1", "anna", null));

        assertThat(second).isEqualTo(first);
        assertThat(inbound.records()).hasSize(1);
    }

    @Test
    void another_conversation_with_the_same_id_is_a_conflict() {
        intake.open(opening("c1", "anna", null));

        assertRefused(() -> intake.open(opening("c1", "ben", null)), Code.ALREADY_EXISTS);
    }

    @Test
    void a_conversation_that_another_instance_accepted_is_compared_with_what_the_orchestrator_knows() {
        states.tell("c1", Status.FINISHED);

        assertThat(intake.open(opening("c1", "anna", null)).status()).isEqualTo("finished");
        assertThat(inbound.records()).isEmpty();
        states.tell("c2", Status.ACTIVE);
        assertRefused(() -> intake.open(opening("c2", "ben", null)), Code.ALREADY_EXISTS);
    }

    @Test
    void a_chosen_id_cannot_be_accepted_while_nobody_knows_whether_it_is_taken() {
        states.away(true);

        assertThatThrownBy(() -> intake.open(opening("c1", "anna", null)))
                .isInstanceOf(ConversationStatesUnavailableException.class);
        assertThat(inbound.records()).isEmpty();
    }

    @Test
    void what_kafka_did_not_take_was_not_accepted_and_can_be_repeated() {
        inbound.fail(true);
        assertRefused(() -> intake.open(opening("c1", "anna", null)), Code.UNAVAILABLE);
        inbound.fail(false);

        intake.open(opening("c1", "ben", null));

        assertThat(inbound.records()).hasSize(1);
    }

    @Test
    void a_caller_reads_its_own_conversation_before_the_orchestrator_knows_it() {
        intake.open(opening("c1", "anna", null));

        assertThat(intake.read("c1").customerId()).isEqualTo("anna");
    }

    @Test
    void what_the_orchestrator_knows_wins_over_what_was_accepted() {
        intake.open(opening("c1", "anna", null));
        states.tell("c1", Status.ACTIVE);

        assertThat(intake.read("c1").latestIntent()).isEqualTo("refund");
    }

    @Test
    void an_unknown_conversation_is_not_found() {
        assertRefused(() -> intake.read("nobody"), Code.NOT_FOUND);
        assertRefused(() -> intake.post("nobody", message("m1", "hello")), Code.NOT_FOUND);
        assertRefused(() -> intake.submit("nobody", CALLER, new Finish(null), null), Code.NOT_FOUND);
    }

    @Test
    void a_conversation_that_appears_a_moment_later_is_waited_for() {
        var asked = new AtomicInteger();
        var late = new ConversationStates() {
            @Override
            public @Nullable ConversationSummary find(String id) {
                return asked.incrementAndGet() < 3 ? null : states.tell(id, Status.ACTIVE);
            }

            @Override
            public List<String> ofCustomer(String customerId) {
                return List.of();
            }

            @Override
            public boolean ready() {
                return true;
            }
        };

        assertThat(intake(late, inbound).read("c1").status()).isEqualTo("active");
    }

    @Test
    void nobody_is_told_that_a_conversation_is_unknown_while_nobody_can_say() {
        states.away(true);

        assertThatThrownBy(() -> intake.read("c1")).isInstanceOf(ConversationStatesUnavailableException.class);
    }

    @Test
    void a_conversation_accepted_here_can_be_written_to_while_the_orchestrator_is_away() {
        intake.open(opening("c1", "anna", null));
        states.away(true);

        intake.post("c1", message("m1", "hello"));

        assertThat(inbound.records()).hasSize(2);
    }

    @Test
    void the_same_message_again_is_answered_with_the_first_time_and_not_published_again() {
        states.tell("c1", Status.ACTIVE);
        var first = intake.post("c1", message("m1", "hello"));

        var again = message("m1", "hello").withSentAt(NOW.plusSeconds(60));

        assertThat(intake.post("c1", again)).isEqualTo(first);
        assertThat(inbound.records()).hasSize(1);
    }

    @Test
    void another_message_with_the_same_id_is_a_conflict() {
        states.tell("c1", Status.ACTIVE);
        intake.post("c1", message("m1", "hello"));

        assertRefused(() -> intake.post("c1", message("m1", "good bye")), Code.ALREADY_EXISTS);
    }

    @Test
    void a_message_that_the_orchestrator_has_seen_is_recognised_also_on_another_instance() {
        states.tell("c1", Status.FINISHED, Map.of("m1", ContentHash.of("hello", null)));

        intake.post("c1", message("m1", "hello"));

        assertThat(inbound.records()).isEmpty();
        assertRefused(() -> intake.post("c1", message("m1", "changed")), Code.ALREADY_EXISTS);
    }

    @Test
    void the_same_message_has_the_same_record_id_on_every_instance() {
        states.tell("c1", Status.ACTIVE);
        var other = new CapturedInbound();

        intake.post("c1", message("m1", "hello"));
        intake(states, other).post("c1", message("m1", "hello"));

        assertThat(other.records().getFirst().recordId())
                .isEqualTo(inbound.records().getFirst().recordId());
    }

    @Test
    void a_customer_may_write_to_a_finished_conversation() {
        states.tell("c1", Status.FINISHED);

        intake.post("c1", message("m1", "I am back"));

        assertThat(inbound.records()).hasSize(1);
    }

    @Test
    void nobody_else_may_write_to_a_finished_conversation_until_it_is_resumed() {
        states.tell("c1", Status.FINISHED);
        var byHuman = message("m1", "one more thing").withParticipantType(ParticipantType.HUMAN);

        assertRefused(() -> intake.post("c1", byHuman), Code.FAILED_PRECONDITION);

        intake.submit("c1", CALLER, new Resume(null), null);
        states.tell("c1", Status.ACTIVE);
        intake.post("c1", byHuman);
        assertThat(inbound.records()).hasSize(2);
    }

    @Test
    void nothing_but_a_resumption_and_an_erasure_is_taken_by_a_cancelled_conversation() {
        states.tell("c1", Status.CANCELLED);

        assertRefused(() -> intake.post("c1", message("m1", "hello")), Code.FAILED_PRECONDITION);
        assertRefused(() -> intake.submit("c1", CALLER, new Finish(null), null), Code.FAILED_PRECONDITION);
        intake.submit("c1", CALLER, new Resume(null), null);
        intake.submit("c1", CALLER, new io.casebook.vocabulary.inbound.Erase("conversation"), null);
        assertThat(inbound.records()).hasSize(2);
    }

    @Test
    void cancelling_what_is_cancelled_is_answered_and_does_nothing() {
        states.tell("c1", Status.CANCELLED);

        intake.submit("c1", CALLER, new Cancel(null), null);

        assertThat(inbound.records()).isEmpty();
    }

    @Test
    void a_resumption_that_names_somebody_is_followed_by_the_assignment() {
        states.tell("c1", Status.CANCELLED);

        intake.resume("c1", CALLER, new Resume(null), new Assign(AssigneeType.AI_AGENT), null);

        assertThat(inbound.about("c1"))
                .<Class<? extends InboundPayload>>map(InboundPayload::getClass)
                .containsExactly(Resume.class, Assign.class);
        assertThat(inbound.records()).extracting(record -> record.recordId()).doesNotHaveDuplicates();
    }

    @Test
    void a_call_with_an_idempotency_key_is_published_once() {
        states.tell("c1", Status.ACTIVE);

        intake.submit("c1", CALLER, new Finish("done"), "key-1");
        intake.submit("c1", CALLER, new Finish("done"), "key-1");

        assertThat(inbound.records()).hasSize(1);
        assertRefused(() -> intake.submit("c1", CALLER, new Finish("other"), "key-1"), Code.ALREADY_EXISTS);
    }

    @Test
    void what_was_accepted_is_forgotten_after_ten_minutes() {
        intake.open(opening("c1", "anna", null));

        nanos.addAndGet(RecentlyAccepted.REMEMBERED.plusSeconds(1).toNanos());

        assertRefused(() -> intake.read("c1"), Code.NOT_FOUND);
    }

    @Test
    void two_callers_with_the_same_id_at_the_same_moment_get_the_same_answer() throws Exception {
        states.tell("c1", Status.ACTIVE);
        var publishing = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var published = new AtomicInteger();
        var slow = intake(states, record -> {
            published.incrementAndGet();
            publishing.countDown();
            await(goOn);
        });

        var first = CompletableFuture.supplyAsync(() -> slow.post("c1", message("m1", "hello")));
        await(publishing);
        var second = CompletableFuture.supplyAsync(() -> slow.post("c1", message("m1", "hello")));
        goOn.countDown();

        assertThat(second.get()).isEqualTo(first.get());
        assertThat(published).hasValue(1);
    }

    @Test
    void what_was_opened_is_told_to_whoever_is_asked_for_it_before_the_log_has_it() {
        intake.open(opening("c1", "anna", null));

        assertThat(opened.contains("c1")).isTrue();
        assertThat(opened.contains("c2")).isFalse();
    }

    @Test
    void a_customer_is_erased_in_every_conversation_the_newest_included() {
        states.tell("c1", Status.FINISHED);
        intake.open(opening("c2", "anna", null));
        intake.open(opening("c3", "ben", null));

        assertThat(intake.eraseCustomer("anna", CALLER)).isEqualTo(2);

        assertThat(inbound.about("c1")).containsExactly(new Erase("customer"));
        assertThat(inbound.about("c2")).contains(new Erase("customer"));
        assertThat(inbound.about("c3")).doesNotContain(new Erase("customer"));
    }

    @Test
    void a_customer_of_whom_nothing_is_known_is_not_found() {
        assertRefused(() -> intake.eraseCustomer("nobody", CALLER), Code.NOT_FOUND);
    }

    private Intake intake(ConversationStates known, Inbound target) {
        var recent = new RecentlyAccepted((Ticker) nanos::get);
        var conversations = new Conversations(known, recent, Duration.ofMillis(100));
        return new Intake(conversations, recent, opened, target, "acme", () -> NOW);
    }

    private static Opening opening(String id, String customer, @Nullable AssigneeType assignee) {
        var payload = new OpenConversation(customer, "web", NOW).withAssigneeType(assignee);
        return new Opening(id, true, payload, ContentHash.of(customer));
    }

    private static PostMessage message(String id, String body) {
        return new PostMessage(id, Personal.text(body), ContentHash.of(body, null), ParticipantType.CUSTOMER, NOW);
    }

    private static void assertRefused(ThrowingCallable call, Code code) {
        assertThatThrownBy(call)
                .asInstanceOf(type(ApiException.class))
                .extracting(ApiException::code)
                .isEqualTo(code);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
