package io.casebook.conversation;

import static io.casebook.conversation.ReplyApprovalTest.asking;
import static io.casebook.conversation.ReplyApprovalTest.desk;
import static io.casebook.conversation.ReplyApprovalTest.draftId;
import static io.casebook.conversation.ReplyApprovalTest.messages;
import static io.casebook.conversation.ReplyApprovalTest.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.DeadlineKind;
import io.casebook.vocabulary.escalation.EscalationClosed;
import io.casebook.vocabulary.event.*;
import io.casebook.vocabulary.inbound.DecideReplyApproval;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What happens to the procedure behind a reply that waits for a person, and what overtakes the reply. */
class ReplyApprovalRaceTest {
    private static Story refunding() {
        return Story.with(asking(Agents.shop()))
                .customerSays("m1", "Refund 50 for order 1002")
                .searchFinds(0)
                .modelClassifies("refund", 0.95);
    }

    @Nested
    class A_procedure {
        @Test
        void is_over_when_its_last_reply_was_sent() {
            refunding()
                    .humanDecidesOnReply(true)
                    .customerSays("m2", "yes")
                    .toolReturns("{}")
                    .happensToo(ReplyApprovalRequested.class)
                    .happensNot(ProcedureLeft.class)
                    .humanDecidesOnReply(true)
                    .happens(
                            TurnStarted.class,
                            ReplyApproved.class,
                            ReplySent.class,
                            ProcedureLeft.class,
                            TurnEnded.class,
                            DeadlineSet.class)
                    .keepsItsPromises();
        }

        @Test
        void never_takes_words_for_the_answer_to_a_question_that_nobody_saw() {
            refunding()
                    .customerSays("m2", "yes")
                    .happensToo(ReplyWithdrawn.class)
                    .happensNot(ToolCallRequested.class, SlotFilled.class)
                    .searchFinds(0)
                    .modelClassifies("refund", 0.95)
                    .happensNot(ToolCallRequested.class)
                    .happensToo(ReplyApprovalRequested.class)
                    .replies("Shall I refund it?")
                    .keepsItsPromises();
        }

        @Test
        void tells_nothing_unseen_on_the_way_to_a_human() {
            var story = refunding()
                    .customerSays("m2", "I want to talk to a human")
                    .handsOffBecauseOf(ReasonCode.HUMAN_REQUESTED);
            assertThat(story.latest(HandedOff.class))
                    .isNotNull()
                    .satisfies(handedOff -> assertThat(Personal.plainOrNull(handedOff.toldCustomer()))
                            .doesNotContain("refund"));
        }

        @Test
        void whose_action_waits_as_well_waits_for_both() {
            var story = Story.with(asking(Agents.modelled()))
                    .customerSays("m1", "Refund 500 for order 1002")
                    .modelProposes("refund_order", "{\"amount\":500}")
                    .happensToo(ToolApprovalRequested.class, ReplySent.class)
                    .customerSays("m2", "And how long does that take?")
                    .happensToo(ReplySent.class);
            assertThat(story.state().approval()).isNotNull();
            story.humanDecides(true)
                    .toolReturns("{}")
                    .modelSays("big", "I have refunded 500.", 0.9)
                    .happensToo(ReplyApprovalRequested.class)
                    .humanDecidesOnReply(true)
                    .happensToo(ReplySent.class)
                    .keepsItsPromises();
        }
    }

    @Nested
    class A_new_message {
        @Test
        void withdraws_the_reply_that_waits_and_both_messages_are_answered() {
            var story = waiting();
            story.customerSays("m2", "And order 1002?")
                    .happens(
                            CustomerMessageReceived.class,
                            ReplyWithdrawn.class,
                            TurnStarted.class,
                            CompletionRequested.class);
            assertThat(story.latest(TurnStarted.class))
                    .isNotNull()
                    .extracting(TurnStarted::messageIds)
                    .isEqualTo(List.of("m1", "m2"));
            assertThat(desk(story).getLast().payload()).isEqualTo(new EscalationClosed("newer_message"));
            story.modelSays("big", "I cannot see either order.", 0.9)
                    .humanDecidesOnReply(true)
                    .happensToo(ReplySent.class)
                    .keepsItsPromises();
            assertThat(messages(story)).hasSize(1);
        }
    }

    @Nested
    class A_human {
        @Test
        void who_takes_over_withdraws_the_reply_that_waits() {
            var story = waiting();
            var draftId = draftId(story);
            story.humanClaims()
                    .happens(ReplyWithdrawn.class, HandOffClaimed.class)
                    .outside(ActorType.HUMAN, new DecideReplyApproval(draftId, true, "ben"))
                    .happens()
                    .keepsItsPromises();
            assertThat(story.state().deadlines()).isEmpty();
        }
    }

    @Nested
    class The_end {
        @Test
        void withdraws_the_reply_that_waits() {
            var story = waiting().finished().happens(ReplyWithdrawn.class, ConversationFinished.class);
            assertThat(story.state().deadlines()).noneMatch(deadline -> deadline.kind() == DeadlineKind.APPROVAL);
        }
    }
}
