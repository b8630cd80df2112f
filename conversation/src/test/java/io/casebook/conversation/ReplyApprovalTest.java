package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.check.DraftChecks;
import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ChannelPolicy;
import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.ReplyApproval;
import io.casebook.conversation.definition.Verdict;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.escalation.EscalationClosed;
import io.casebook.vocabulary.escalation.EscalationKind;
import io.casebook.vocabulary.escalation.EscalationOpened;
import io.casebook.vocabulary.escalation.EscalationRecord;
import io.casebook.vocabulary.event.*;
import io.casebook.vocabulary.inbound.DecideReplyApproval;
import io.casebook.vocabulary.outbound.AgentMessage;
import io.casebook.vocabulary.state.ConversationState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReplyApprovalTest {
    static AgentDefinition asking(AgentDefinition agent) {
        return agent.toBuilder().replyApproval(new ReplyApproval.All()).build();
    }

    static Story waiting() {
        return Story.with(asking(Agents.modelled()))
                .customerSays("m1", "Where is order 1001?")
                .modelSays("big", "I cannot see order 1001.", 0.9);
    }

    static String draftId(Story story) {
        return Objects.requireNonNull(story.latest(ReplyDrafted.class)).draftId();
    }

    /** What the desk is told of the whole story. */
    static List<EscalationRecord> desk(Story story) {
        var records = new ArrayList<EscalationRecord>();
        replay(story, (before, after, event) -> records.addAll(Notices.forDesk(before, after, event)));
        return records;
    }

    static List<AgentMessage> messages(Story story) {
        var messages = new ArrayList<AgentMessage>();
        replay(
                story,
                (before, after, event) -> Notices.forChannel(before, after, event).stream()
                        .map(record -> record.payload())
                        .filter(AgentMessage.class::isInstance)
                        .map(AgentMessage.class::cast)
                        .forEach(messages::add));
        return messages;
    }

    private interface Told {
        void by(ConversationState before, ConversationState after, ConversationEvent event);
    }

    private static void replay(Story story, Told told) {
        var state = new AtomicReference<>(States.unborn("default", Story.ID));
        story.log().forEach(event -> {
            var before = state.get();
            state.set(Evolver.evolve(before, event));
            told.by(before, state.get(), event);
        });
    }

    @Nested
    class A_reply {
        @Test
        void waits_for_a_person_and_the_customer_stays_unanswered() {
            var story = waiting()
                    .happens(
                            CompletionReceived.class,
                            ReplyDrafted.class,
                            ReplyChecked.class,
                            ReplyApprovalRequested.class,
                            TurnEnded.class)
                    .keepsItsPromises();
            assertThat(story.latest(TurnEnded.class))
                    .isNotNull()
                    .extracting(TurnEnded::outcome)
                    .isEqualTo(TurnOutcome.AWAITING_APPROVAL);
            assertThat(story.state().unanswered()).hasSize(1);
            assertThat(desk(story)).singleElement().satisfies(record -> {
                var draftId = draftId(story);
                assertThat(record.escalationId()).isEqualTo(draftId);
                assertThat(record.payload()).isInstanceOfSatisfying(EscalationOpened.class, opened -> {
                    assertThat(opened.kind()).isEqualTo(EscalationKind.REPLY_APPROVAL);
                    assertThat(opened.subjectId()).isEqualTo(draftId);
                    assertThat(opened.payload()).isEqualTo(Personal.text("I cannot see order 1001."));
                    assertThat(opened.payloadHash()).isEqualTo(ContentHash.of("I cannot see order 1001."));
                    assertThat(opened.expiresAt()).isEqualTo(story.now().plus(Duration.ofMinutes(15)));
                });
            });
        }

        @Test
        void is_sent_as_it_was_approved() {
            var story = waiting()
                    .humanDecidesOnReply(true)
                    .happens(
                            TurnStarted.class, ReplyApproved.class, ReplySent.class, TurnEnded.class, DeadlineSet.class)
                    .keepsItsPromises();
            assertThat(messages(story)).singleElement().satisfies(message -> {
                assertThat(message.body()).isEqualTo(Personal.text("I cannot see order 1001."));
                assertThat(message.lastCustomerMessageId()).isEqualTo("m1");
            });
            assertThat(story.state().unanswered()).isEmpty();
            assertThat(story.state().transcript()).hasSize(2);
            assertThat(desk(story).getLast().payload()).isInstanceOfSatisfying(EscalationClosed.class, closed -> {
                assertThat(closed.reasonCode()).isEqualTo("approved");
            });
        }

        @Test
        void is_sent_in_the_words_of_whoever_edited_it() {
            var story = waiting()
                    .humanEditsReply("Order 1001 left us today.")
                    .happensToo(ReplySent.class)
                    .keepsItsPromises();
            assertThat(messages(story))
                    .singleElement()
                    .extracting(AgentMessage::body)
                    .isEqualTo(Personal.text("Order 1001 left us today."));
            assertThat(story.state().transcript().getLast().body())
                    .isEqualTo(Personal.text("Order 1001 left us today."));
            assertThat(story.latest(ReplyApproved.class))
                    .isNotNull()
                    .extracting(ReplyApproved::editedText)
                    .isEqualTo(Personal.text("Order 1001 left us today."));
        }

        @Test
        void that_comes_back_unchanged_counts_as_not_edited() {
            var story = waiting().humanEditsReply("I cannot see order 1001.");
            assertThat(story.latest(ReplyApproved.class))
                    .isNotNull()
                    .extracting(ReplyApproved::editedText)
                    .isNull();
        }

        @Test
        void that_was_emptied_or_is_endless_goes_on_waiting() {
            waiting()
                    .humanEditsReply(" ")
                    .happens(PolicyTriggered.class)
                    .humanEditsReply("x".repeat(DraftChecks.LONGEST_REPLY + 1))
                    .happens(PolicyTriggered.class)
                    .humanDecidesOnReply(true)
                    .happensToo(ReplySent.class)
                    .keepsItsPromises();
        }

        @Test
        void that_is_refused_is_handed_off_with_the_draft_and_without_telling_it() {
            var story = waiting()
                    .humanRefusesReply("Look at the parcel's number first.")
                    .happensNot(ReplySent.class)
                    .handsOffBecauseOf(ReasonCode.REPLY_REFUSED)
                    .keepsItsPromises();
            assertThat(story.latest(HandedOff.class)).isNotNull().satisfies(handedOff -> {
                assertThat(Personal.plain(handedOff.summary()))
                        .contains("I cannot see order 1001.", "Look at the parcel's number first.");
                assertThat(Personal.plainOrNull(handedOff.toldCustomer())).doesNotContain("1001");
            });
        }

        @Test
        void that_nobody_decides_on_is_handed_off_since_when_the_customer_waits() {
            var story = waiting();
            var asked = story.now();
            story.passes(Duration.ofMinutes(16))
                    .happensToo(DeadlinePassed.class, ReplyWithdrawn.class)
                    .handsOffBecauseOf(ReasonCode.REPLY_APPROVAL_EXPIRED)
                    .keepsItsPromises();
            assertThat(story.latest(HandedOff.class))
                    .isNotNull()
                    .extracting(HandedOff::waitingSince)
                    .isEqualTo(asked);
            assertThat(desk(story))
                    .extracting(record -> record.payload().getClass().getSimpleName())
                    .containsExactly("EscalationOpened", "EscalationClosed", "EscalationOpened");
        }

        @Test
        void is_decided_on_once() {
            var story = waiting();
            var draftId = draftId(story);
            story.humanDecidesOnReply(true)
                    .outside(ActorType.HUMAN, new DecideReplyApproval(draftId, false, "ben"))
                    .happens();
        }

        @Test
        void of_which_nobody_knows_is_not_decided_on() {
            waiting()
                    .outside(ActorType.HUMAN, new DecideReplyApproval("another", true, "anna"))
                    .happens();
        }

        @Test
        void of_the_platform_itself_needs_nobody() {
            Story.with(asking(Agents.shop()))
                    .customerSays("m1", "Hm")
                    .searchFinds(0)
                    .modelClassifies("refund", 0.1)
                    .happensToo(ClarificationChosen.class, ReplySent.class);
        }

        @Test
        void that_takes_longer_is_announced_once_where_the_channel_wants_it() {
            var channel =
                    new ChannelPolicy(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(10));
            var story = Story.with(asking(Agents.modelled()).toBuilder()
                            .channels(Map.of("web", channel))
                            .build())
                    .customerSays("m1", "Where is order 1001?")
                    .modelSays("big", "I cannot see order 1001.", 0.9)
                    .passes(Duration.ofSeconds(11))
                    .happens(DeadlinePassed.class, ReplySent.class)
                    .passes(Duration.ofSeconds(60))
                    .happens()
                    .humanDecidesOnReply(true)
                    .keepsItsPromises();
            assertThat(messages(story)).extracting(AgentMessage::isHolding).containsExactly(true, false);
        }
    }

    @Nested
    class A_condition {
        private Story with(String condition, Verdict verdict) {
            return with(Condition.of(condition, facts -> verdict));
        }

        private Story with(Condition condition) {
            return Story.with(Agents.modelled().toBuilder()
                            .replyApproval(new ReplyApproval.When(condition))
                            .build())
                    .customerSays("m1", "Refund 50 for order 1002");
        }

        @Test
        void that_does_not_hold_lets_the_reply_out() {
            with("channel == 'email'", new Verdict.Fails())
                    .modelSays("big", "Hello.", 0.9)
                    .happensToo(ReplySent.class);
        }

        @Test
        void that_cannot_be_decided_asks() {
            with("order.total > 5.0", new Verdict.Undecided("no order"))
                    .modelSays("big", "Hello.", 0.9)
                    .happensToo(ReplyApprovalRequested.class);
        }

        @Test
        void reads_what_the_draft_says_was_done() {
            var says = new AtomicReference<String>();
            var story = with(Condition.of("size(args.claims) > 0", facts -> {
                        says.set(String.valueOf(facts.argsJson()));
                        return Verdict.of(says.get().contains("refund_order"));
                    }))
                    .modelProposes("refund_order", "{\"amount\":50}")
                    .toolReturns("{}")
                    .modelSays("big", "I have refunded 50.", 0.9)
                    .happensToo(ReplyApprovalRequested.class);
            assertThat(says.get()).isEqualTo("{\"source\":\"model\",\"claims\":[\"refund_order\"],\"confidence\":0.9}");
            assertThat(story.latest(ReplyApprovalRequested.class))
                    .isNotNull()
                    .extracting(ReplyApprovalRequested::condition)
                    .isEqualTo("size(args.claims) > 0");
        }

        @Test
        void of_a_sample_asks_for_part_of_the_replies() {
            var agent = Agents.modelled().toBuilder()
                    .replyApproval(new ReplyApproval.Sample(0.25))
                    .build();
            var asked = 0;
            for (var i = 0; i < 200; i++) {
                var story = Story.with(agent)
                        .customerSays("m" + i, "Hello " + "x".repeat(i))
                        .modelSays("big", "Hello" + "!".repeat(i), 0.9);
                asked += story.latest(ReplyApprovalRequested.class) == null ? 0 : 1;
            }
            assertThat(asked).isBetween(25, 75);
        }
    }
}
