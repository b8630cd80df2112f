package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ChannelPolicy;
import io.casebook.conversation.definition.Lifecycle;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.Attachment;
import io.casebook.vocabulary.event.*;
import io.casebook.vocabulary.inbound.Assign;
import io.casebook.vocabulary.inbound.AttachResource;
import io.casebook.vocabulary.inbound.Cancel;
import io.casebook.vocabulary.inbound.Erase;
import io.casebook.vocabulary.inbound.HandBack;
import io.casebook.vocabulary.inbound.OpenConversation;
import io.casebook.vocabulary.inbound.ParticipantType;
import io.casebook.vocabulary.inbound.PostMessage;
import io.casebook.vocabulary.inbound.Rate;
import io.casebook.vocabulary.inbound.ReportChannelEvent;
import io.casebook.vocabulary.inbound.Resume;
import io.casebook.vocabulary.state.Cancelled;
import io.casebook.vocabulary.state.Finished;
import io.casebook.vocabulary.state.Observing;
import io.casebook.vocabulary.state.Waiting;
import io.casebook.vocabulary.state.WithHuman;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How cases end, go on, and go on in another one. */
class LifecycleTest {
    private static final Duration WEEK = Duration.ofDays(7);

    @Nested
    class A_customer_who_returns {
        @Test
        void within_the_window_reopens_the_case() {
            Story.with(Agents.shop())
                    .finished()
                    .passes(WEEK)
                    .customerSays("m1", "One more thing")
                    .happensToo(ConversationResumed.class, CustomerMessageReceived.class, TurnStarted.class)
                    .happensNot(CustomerMessageForwarded.class)
                    .keepsItsPromises();
        }

        @Test
        void after_it_begins_a_case_that_is_linked_to_the_old_one() {
            var old = Story.with(Agents.shop())
                    .outside(ActorType.SYSTEM, new AttachResource("identity", Personal.text("{\"ok\":true}")))
                    .finished()
                    .passes(WEEK.plusSeconds(1))
                    .customerSays("m1", "Where is my order?")
                    .happens(CustomerMessageForwarded.class)
                    .keepsItsPromises();
            assertThat(old.state().phase()).isInstanceOf(Finished.class);
            var next = Story.continuing(Agents.shop(), old)
                    .happensToo(ConversationStarted.class, CustomerMessageReceived.class, TurnStarted.class)
                    .keepsItsPromises();
            assertThat(next.state().linkedConversationId()).isEqualTo(Story.ID);
            assertThat(next.state().conversationId()).startsWith(Story.ID + ":");
            assertThat(next.state().resources()).containsKey("identity");
            assertThat(next.state().customerId()).isEqualTo("customer-1");
        }

        @Test
        void gets_the_answer_under_the_id_that_the_channel_knows() {
            var old = Story.with(Agents.modelled())
                    .finished()
                    .passes(WEEK.plusSeconds(1))
                    .customerSays("m1", "Hi");
            var next = Story.continuing(Agents.modelled(), old).modelSays("big", "Hello again!", 1);
            var before = next.state();
            var sent = next.latest().stream()
                    .filter(event -> event.payload() instanceof ReplySent)
                    .findFirst()
                    .orElseThrow();

            var notice = Notices.forChannel(before, next.state(), sent).getFirst();

            assertThat(notice.conversationId()).isEqualTo(Story.ID);
            assertThat(notice.caseId()).isEqualTo(next.state().conversationId());
            assertThat(notice.sequence()).isGreaterThan(old.state().sequence());
        }

        @Test
        void is_heard_by_the_new_case_however_often_they_write_to_the_old_id() {
            var old = Story.with(Agents.modelled())
                    .finished()
                    .passes(WEEK.plusSeconds(1))
                    .customerSays("m1", "Hi")
                    .customerSays("m2", "There?")
                    .customerSays("m1", "Hi")
                    .happens()
                    .keepsItsPromises();
            old.customerTypes().outside(ActorType.SYSTEM, new AttachResource("crm", Personal.text("{}")));
            var next = Story.continuing(Agents.modelled(), old).hears(old).keepsItsPromises();
            assertThat(messages(next)).containsExactly("m1", "m2");
            assertThat(next.state().resources()).containsKey("crm");
        }

        @Test
        void after_the_second_case_too_begins_a_third_and_the_first_one_learns_of_it() {
            var first = Story.with(Agents.modelled())
                    .finished()
                    .passes(WEEK.plusSeconds(1))
                    .customerSays("m1", "Hi");
            var second = Story.continuing(Agents.modelled(), first).finished();
            first.passes(WEEK.multipliedBy(2)).customerSays("m2", "Again");
            second.clockShows(first.now()).hears(first).happensToo(CustomerMessageForwarded.class);
            var third = Story.continuing(Agents.modelled(), second);
            first.hears(second).happens(CaseContinued.class).customerSays("m3", "More");
            third.hears(first).keepsItsPromises();
            second.keepsItsPromises();
            assertThat(messages(third)).containsExactly("m2", "m3");
            assertThat(third.state().originConversationId()).isEqualTo(Story.ID);
            assertThat(third.state().linkedConversationId())
                    .isEqualTo(second.state().conversationId());
            assertThat(third.state().deliveredBefore())
                    .isGreaterThan(second.state().deliveredBefore());
        }

        @Test
        void to_a_later_case_that_was_called_off_is_not_met_with_silence() {
            var first = Story.with(Agents.modelled())
                    .finished()
                    .passes(WEEK.plusSeconds(1))
                    .customerSays("m1", "Hi");
            var second = Story.continuing(Agents.modelled(), first).outside(ActorType.SYSTEM, new Cancel());
            first.customerSays("m2", "Hello?");
            second.hears(first);
            var third = Story.continuing(Agents.modelled(), second).keepsItsPromises();
            assertThat(messages(third)).containsExactly("m2");
        }

        @Test
        void never_reopens_where_the_window_is_off() {
            var agent = withLifecycle(new Lifecycle(Duration.ofHours(24), Duration.ZERO, Duration.ZERO, null));
            Story.with(agent).finished().customerSays("m1", "Hi").happens(CustomerMessageForwarded.class);
        }

        @Test
        void finds_whoever_had_the_case_before() {
            var old = Story.unopened(Agents.shop())
                    .outside(ActorType.CUSTOMER, new OpenConversation("customer-1", "web", Instant.EPOCH))
                    .finished()
                    .customerSays("m1", "Hello?")
                    .happens(ConversationResumed.class, ConversationAssigned.class, CustomerMessageReceived.class);
            assertThat(old.state().phase()).isEqualTo(new Observing(AssigneeType.NOBODY));
            old.finished().passes(WEEK.plusSeconds(1)).customerSays("m2", "Hello?");
            assertThat(Story.continuing(Agents.shop(), old).state().phase())
                    .isEqualTo(new Observing(AssigneeType.NOBODY));
        }

        private List<String> messages(Story story) {
            return story.log().stream()
                    .map(ConversationEvent::payload)
                    .filter(CustomerMessageReceived.class::isInstance)
                    .map(payload -> ((CustomerMessageReceived) payload).messageId())
                    .toList();
        }
    }

    @Nested
    class Erasure {
        @Test
        void of_what_the_channel_knows_by_one_id_reaches_every_case() {
            var first = Story.with(Agents.modelled())
                    .finished()
                    .passes(WEEK.plusSeconds(1))
                    .customerSays("m1", "Hi");
            var second = Story.continuing(Agents.modelled(), first).finished();
            first.passes(WEEK.multipliedBy(2)).customerSays("m2", "Again");
            second.clockShows(first.now()).hears(first);
            var third = Story.continuing(Agents.modelled(), second);
            first.hears(second).outside(ActorType.SYSTEM, new Erase("conversation"));
            third.hears(first).happensToo(ConversationErased.class);
            second.hears(third).happensToo(ConversationErased.class);
            assertThat(second.state().transcript()).isEmpty();
            assertThat(first.customerSays("m3", "Hello?").state().continuedIn())
                    .isNotEqualTo(third.state().conversationId());
        }
    }

    @Nested
    class What_contradicts {
        @Test
        void a_message_between_two_finishes_is_answered_by_nobody_and_kept() {
            var story = Story.with(Agents.modelled())
                    .finished()
                    .customerSays("m1", "Wait")
                    .finished()
                    .happens(TurnSuperseded.class, ConversationFinished.class)
                    .keepsItsPromises();
            assertThat(story.state().phase()).isInstanceOf(Finished.class);
        }

        @Test
        void resuming_what_runs_changes_nothing() {
            Story.with(Agents.modelled())
                    .customerSays("m1", "Hi")
                    .outside(ActorType.SYSTEM, new Resume())
                    .happens()
                    .modelSays("big", "Hello!", 1)
                    .replies("Hello!");
        }

        @Test
        void assigning_to_the_same_a_second_time_changes_nothing() {
            Story.with(Agents.modelled())
                    .outside(ActorType.SYSTEM, new Assign(AssigneeType.HUMAN).withAssigneeId("eva"))
                    .outside(ActorType.SYSTEM, new Assign(AssigneeType.HUMAN).withAssigneeId("eva"))
                    .happens()
                    .outside(ActorType.SYSTEM, new Assign(AssigneeType.AI_AGENT))
                    .happens(ConversationAssigned.class, DeadlineSet.class)
                    .outside(ActorType.SYSTEM, new Assign(AssigneeType.AI_AGENT))
                    .happens();
        }

        @Test
        void assigning_during_a_turn_ends_it_and_back_again_begins_another() {
            Story.with(Agents.modelled())
                    .customerSays("m1", "Hi")
                    .outside(ActorType.SYSTEM, new Assign(AssigneeType.HUMAN))
                    .happens(TurnSuperseded.class, ConversationAssigned.class)
                    .outside(ActorType.SYSTEM, new Assign(AssigneeType.AI_AGENT))
                    .happens(ConversationAssigned.class, TurnStarted.class, CompletionRequested.class)
                    .keepsItsPromises();
        }

        @Test
        void taking_it_away_from_people_closes_their_case() {
            var story = Story.with(Agents.shop()).customerSays("m1", "I need a human");
            assertThat(story.state().phase()).isInstanceOf(WithHuman.class);
            story.outside(ActorType.SYSTEM, new Assign(AssigneeType.AI_AGENT)).happensToo(ConversationAssigned.class);
            assertThat(story.state().phase()).isInstanceOf(Waiting.class);
        }

        @Test
        void assigning_after_the_end_says_who_has_it_when_it_goes_on() {
            var story = Story.with(Agents.shop())
                    .finished()
                    .outside(ActorType.SYSTEM, new Assign(AssigneeType.HUMAN).withAssigneeId("eva"))
                    .happens(ConversationAssigned.class);
            assertThat(story.state().phase()).isInstanceOf(Finished.class);
            story.outside(ActorType.SYSTEM, new Resume());
            assertThat(story.state().phase()).isEqualTo(new Observing(AssigneeType.HUMAN, "eva"));
        }

        @Test
        void assigning_what_was_called_off_changes_nothing() {
            var story = Story.with(Agents.shop())
                    .outside(ActorType.SYSTEM, new Cancel())
                    .outside(ActorType.SYSTEM, new Assign(AssigneeType.AI_AGENT))
                    .happens();
            assertThat(story.state().phase()).isInstanceOf(Cancelled.class);
        }
    }

    @Nested
    class Beside_the_conversation {
        @Test
        void a_rating_is_recorded_whenever_it_comes() {
            var rate = new Rate("csat", 5, 1, 5);
            Story.with(Agents.modelled())
                    .customerSays("m1", "Hi")
                    .outside(ActorType.CUSTOMER, rate)
                    .happens(ConversationRated.class)
                    .modelSays("big", "Hello!", 1)
                    .replies("Hello!")
                    .finished()
                    .outside(ActorType.CUSTOMER, rate)
                    .happens(ConversationRated.class)
                    .keepsItsPromises();
        }

        @Test
        void notes_of_colleagues_reach_the_model_and_the_next_colleague() {
            var story = Story.with(Agents.modelled())
                    .outside(
                            ActorType.HUMAN,
                            new ReportChannelEvent("internal-note").withNote(Personal.text("A regular customer.")))
                    .humanClaims()
                    .outside(ActorType.HUMAN, new HandBack("anna", Personal.text("Refunded by hand.")))
                    .customerSays("m1", "Hi");
            var asked = story.latest().stream()
                    .filter(event -> event.payload() instanceof CompletionRequested)
                    .findFirst()
                    .orElseThrow();
            var request = Requests.completion(
                    story.state(), Agents.modelled(), asked, (CompletionRequested) asked.payload(), List.of());
            assertThat(request.notes())
                    .containsExactly(Personal.text("A regular customer."), Personal.text("Refunded by hand."));
            story.modelProposes("hand_off", "{}");
            assertThat(Personal.plain(Objects.requireNonNull(story.latest(HandedOff.class))
                            .summary()))
                    .contains("A regular customer.", "Refunded by hand.");
        }

        @Test
        void attachments_reach_the_model_and_the_desk_by_reference() {
            var picture =
                    new Attachment("image", Personal.text("box.png"), Personal.text("https://example.com/box.png"));
            var story = Story.with(Agents.shop())
                    .outside(
                            ActorType.CUSTOMER,
                            new PostMessage(
                                            "m1",
                                            Personal.text("It came like this, I want to talk to a human"),
                                            ContentHash.of("x", null),
                                            ParticipantType.CUSTOMER,
                                            Instant.EPOCH)
                                    .withAttachments(List.of(picture)));
            assertThat(story.state().transcript().getFirst().attachments()).containsExactly(picture);
            assertThat(Personal.plain(Objects.requireNonNull(story.latest(HandedOff.class))
                            .summary()))
                    .contains("[image: box.png, https://example.com/box.png]");
        }

        @Test
        void a_bots_message_that_comes_twice_is_recorded_once() {
            var said = new PostMessage(
                    "b1", Personal.text("Beep"), ContentHash.of("Beep", null), ParticipantType.BOT, Instant.EPOCH);
            Story.with(Agents.shop())
                    .outside(ActorType.SYSTEM, said)
                    .happens(ChannelEventObserved.class)
                    .outside(ActorType.SYSTEM, said)
                    .happens();
        }
    }

    @Nested
    class Time {
        private final AgentDefinition slow = Agents.modelled().toBuilder()
                .channels(Map.of(
                        "web",
                        new ChannelPolicy(
                                Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(12))))
                .build();

        @Test
        void says_that_it_takes_longer_and_the_reply_may_come_at_once_after() {
            Story.with(slow)
                    .customerSays("m1", "Hi")
                    .passes(Duration.ofSeconds(12))
                    .happens(DeadlinePassed.class, ReplySent.class)
                    .modelSays("big", "Hello!", 1)
                    .replies("Hello!")
                    .passes(Duration.ofSeconds(30))
                    .happens()
                    .keepsItsPromises();
        }

        @Test
        void says_nothing_of_the_kind_after_the_reply() {
            Story.with(slow)
                    .customerSays("m1", "Hi")
                    .modelSays("big", "Hello!", 1)
                    .passes(Duration.ofSeconds(12))
                    .happens();
        }

        @Test
        void that_comes_late_hands_off_without_saying_that_it_takes_longer() {
            Story.with(slow)
                    .customerSays("m1", "Hi")
                    .passes(Duration.ofDays(4_000))
                    .happensNot(ReplySent.class)
                    .handsOffBecauseOf(ReasonCode.TURN_DEADLINE)
                    .keepsItsPromises();
        }

        @Test
        void that_is_said_and_then_runs_out_hands_off_once() {
            Story.with(slow)
                    .customerSays("m1", "Hi")
                    .passes(Duration.ofSeconds(12))
                    .passes(Duration.ofSeconds(18))
                    .handsOffBecauseOf(ReasonCode.TURN_DEADLINE)
                    .modelSays("big", "Too late.", 1)
                    .happens(CompletionReceived.class)
                    .keepsItsPromises();
        }

        @Test
        void asks_once_and_gives_up() {
            var agent = withLifecycle(
                    new Lifecycle(Duration.ofHours(24), WEEK, Duration.ofMinutes(10), Duration.ofHours(2)));
            Story.with(agent)
                    .customerSays("m1", "Hi")
                    .modelSays("big", "Hello!", 1)
                    .passes(Duration.ofHours(2))
                    .happens(DeadlinePassed.class, ReplySent.class)
                    .passes(Duration.ofHours(2))
                    .happens()
                    .passes(Duration.ofHours(20))
                    .happens(DeadlinePassed.class, ConversationFinished.class);
            Story.with(agent)
                    .customerSays("m1", "Hi")
                    .modelSays("big", "Hello!", 1)
                    .passes(Duration.ofDays(4_000))
                    .happensNot(ReplySent.class)
                    .happensToo(ConversationFinished.class);
        }

        @Test
        void ends_a_conversation_in_which_nobody_ever_wrote() {
            Story.with(Agents.shop())
                    .passes(Duration.ofHours(24))
                    .happens(DeadlinePassed.class, ConversationFinished.class);
        }

        @Test
        void that_runs_backwards_neither_stops_a_turn_nor_the_order_of_events() {
            var story = Story.with(Agents.modelled());
            var start = story.now();
            story.clockShows(start.plus(Duration.ofHours(1)))
                    .customerSays("m1", "Hi")
                    .modelSays("big", "Hello!", 1)
                    .clockShows(start)
                    .customerSays("m2", "And now?")
                    .happensToo(TurnStarted.class)
                    .passes(Duration.ofSeconds(29))
                    .happens()
                    .passes(Duration.ofSeconds(1))
                    .handsOffBecauseOf(ReasonCode.TURN_DEADLINE)
                    .keepsItsPromises();
            var times = story.log().stream().map(ConversationEvent::occurredAt).toList();
            assertThat(times).isSorted();
        }
    }

    private static AgentDefinition withLifecycle(Lifecycle lifecycle) {
        return Agents.modelled().toBuilder().lifecycle(lifecycle).build();
    }
}
