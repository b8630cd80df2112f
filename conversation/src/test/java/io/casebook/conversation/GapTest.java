package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.event.ConversationRated;
import io.casebook.vocabulary.event.FeedbackGiven;
import io.casebook.vocabulary.event.HandedOff;
import io.casebook.vocabulary.event.HumanReplied;
import io.casebook.vocabulary.event.KnowledgeGapFound;
import io.casebook.vocabulary.inbound.GiveFeedback;
import io.casebook.vocabulary.inbound.Rate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a conversation tells that the articles lack something. */
class GapTest {

    @Nested
    class A_search_that_finds_too_little {
        @Test
        void is_a_gap_when_the_agent_asks_back() {
            var story = Story.with(Agents.shop())
                    .customerSays("m1", "Blue")
                    .searchFinds(0.1)
                    .modelClassifies("refund", 0.4);
            tells(story, GapRules.LOW_ANSWERABILITY);
            assertThat(gaps(story).getFirst().requestId()).isNotEmpty();
            assertThat(gaps(story).getFirst().position()).isEqualTo(42);
            assertThat(gaps(story).getFirst().answerability()).isEqualTo(0.1);
            story.keepsItsPromises();
        }

        @Test
        void is_a_gap_even_where_a_model_finds_words() {
            tells(
                    Story.with(withWriter())
                            .customerSays("m1", "Do you sell kayaks?")
                            .searchFinds(0.1)
                            .modelClassifies("knowledge", 0.9)
                            .keepsItsPromises(),
                    GapRules.LOW_ANSWERABILITY);
        }

        @Test
        void is_none_where_the_customer_asked_nothing() {
            tells(Story.with(withWriter())
                    .customerSays("m1", "Hello")
                    .searchFinds(0.1)
                    .modelClassifies("refund", 0.2));
        }

        @Test
        void is_none_where_the_articles_answer() {
            tells(Story.with(withWriter())
                    .customerSays("m1", "How long does shipping take?")
                    .searchFinds(0.9)
                    .modelClassifies("knowledge", 0.9));
        }
    }

    @Nested
    class A_hand_off {
        @Test
        void for_want_of_an_answer_is_a_gap_that_names_the_search() {
            var story = Story.with(Agents.shop())
                    .customerSays("m1", "Blue")
                    .searchFinds(0.1)
                    .modelClassifies("refund", 0.4)
                    .customerSays("m2", "Still blue")
                    .searchFinds(0.2)
                    .modelClassifies("refund", 0.4)
                    .handsOffBecauseOf(ReasonCode.NOT_UNDERSTOOD)
                    .keepsItsPromises();
            tells(story, GapRules.LOW_ANSWERABILITY, GapRules.HAND_OFF);
            assertThat(gaps(story).getLast().answerability()).isEqualTo(0.2);
        }

        @Test
        void of_an_agent_that_is_not_sure_is_a_gap_even_without_a_search() {
            var story = Story.with(Agents.modelled())
                    .customerSays("m1", "May I?")
                    .modelSays("big", "Perhaps.", 0.4)
                    .handsOffBecauseOf(ReasonCode.LOW_CONFIDENCE)
                    .keepsItsPromises();
            tells(story, GapRules.HAND_OFF);
            assertThat(gaps(story).getFirst().position()).isEqualTo(-1);
            assertThat(gaps(story).getFirst().requestId()).isEmpty();
        }

        @Test
        void that_the_customer_wished_for_is_none() {
            tells(Story.with(Agents.shop())
                    .customerSays("m1", "I want to talk to a human")
                    .handsOffBecauseOf(ReasonCode.HUMAN_REQUESTED));
        }
    }

    @Nested
    class A_person_who_speaks_up {
        @Test
        void after_the_agent_has_answered_corrects_it() {
            Story.with(Agents.modelled())
                    .customerSays("m1", "Are you open on Sunday?")
                    .modelSays("big", "Yes, all day.", 0.9)
                    .humanSays("h1", "Sorry, we are closed on Sundays.")
                    .happens(HumanReplied.class, KnowledgeGapFound.class)
                    .keepsItsPromises();
        }

        @Test
        void and_took_the_conversation_first_corrects_it_once() {
            Story.with(Agents.modelled())
                    .customerSays("m1", "Are you open on Sunday?")
                    .modelSays("big", "Yes, all day.", 0.9)
                    .humanClaims()
                    .humanSays("h1", "Sorry, we are closed on Sundays.")
                    .happens(HumanReplied.class, KnowledgeGapFound.class)
                    .humanSays("h2", "And on holidays.")
                    .happens(HumanReplied.class)
                    .keepsItsPromises();
        }

        @Test
        void after_a_hand_off_only_answers() {
            Story.with(Agents.shop())
                    .customerSays("m1", "I want to talk to a human")
                    .happensToo(HandedOff.class)
                    .humanSays("h1", "Anna here.")
                    .happens(HumanReplied.class);
        }

        @Test
        void before_the_agent_has_answered_only_is_faster() {
            Story.with(Agents.modelled())
                    .customerSays("m1", "Are you open on Sunday?")
                    .humanSays("h1", "No.")
                    .happensToo(HumanReplied.class)
                    .happensNot(KnowledgeGapFound.class);
        }

        @Test
        void and_changes_a_draft_corrects_it() {
            tells(
                    ReplyApprovalTest.waiting()
                            .humanEditsReply("It is on its way.")
                            .keepsItsPromises(),
                    GapRules.CORRECTION);
            tells(ReplyApprovalTest.waiting().humanDecidesOnReply(true));
        }
    }

    @Nested
    class A_judgement {
        @ParameterizedTest
        @CsvSource({"incorrect, correction", "unhelpful, thumbs_down"})
        void that_is_bad_is_a_gap_and_names_the_message(String verdict, String cause) {
            var story = answered()
                    .outside(ActorType.HUMAN, new GiveFeedback(verdict, "anna").withMessageId("message-7"))
                    .happens(FeedbackGiven.class, KnowledgeGapFound.class)
                    .keepsItsPromises();
            tells(story, cause);
            assertThat(gaps(story).getFirst().messageId()).isEqualTo("message-7");
        }

        @ParameterizedTest
        @CsvSource({"correct", "helpful", "from_a_later_release"})
        void that_is_good_or_unknown_is_none(String verdict) {
            answered()
                    .outside(ActorType.HUMAN, new GiveFeedback(verdict, "anna"))
                    .happens(FeedbackGiven.class);
        }

        @ParameterizedTest
        @CsvSource({
            "1, 1, 5, true",
            "2, 1, 5, true",
            "3, 1, 5, false",
            "0, 0, 1, true",
            "1, 0, 1, false",
            "3, 3, 3, false"
        })
        void of_the_whole_conversation_is_a_gap_where_it_is_low(double value, double least, double most, boolean gap) {
            var story = answered().outside(ActorType.CUSTOMER, new Rate("csat", value, least, most));
            tells(story, gap ? new String[] {GapRules.THUMBS_DOWN} : new String[0]);
        }

        @Test
        void of_a_conversation_in_which_the_agent_said_nothing_is_none() {
            Story.with(Agents.modelled())
                    .outside(ActorType.CUSTOMER, new Rate("csat", 1, 1, 5))
                    .happens(ConversationRated.class);
        }

        private Story answered() {
            return Story.with(Agents.modelled()).customerSays("m1", "Hi").modelSays("big", "Hello!", 1);
        }
    }

    private static AgentDefinition withWriter() {
        return Agents.shop().toBuilder()
                .models(new ModelRoles(
                        Map.of(ModelRole.REASON, List.of("big"), ModelRole.CLASSIFY, List.of(ModelRoles.BUILTIN))))
                .build();
    }

    /** What the last input told of gaps, by cause. */
    private static void tells(Story story, String... causes) {
        assertThat(gaps(story).stream().map(KnowledgeGapFound::cause)).containsExactlyElementsOf(Arrays.asList(causes));
    }

    private static List<KnowledgeGapFound> gaps(Story story) {
        return story.latest().stream()
                .map(event -> event.payload())
                .filter(KnowledgeGapFound.class::isInstance)
                .map(KnowledgeGapFound.class::cast)
                .toList();
    }
}
