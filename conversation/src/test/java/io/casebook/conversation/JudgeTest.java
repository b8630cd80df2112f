package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.ReplyApproval;
import io.casebook.conversation.definition.Step;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.*;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final String DRAFT = "I cannot see order 1001.";

    /** The same agent, whose drafts another model judges. */
    static AgentDefinition judged(AgentDefinition agent) {
        return agent.toBuilder()
                .models(new ModelRoles(Map.of(
                        ModelRole.REASON, List.of("big"),
                        ModelRole.CLASSIFY, List.of("builtin"),
                        ModelRole.JUDGE, List.of("strict"))))
                .build();
    }

    private static Story judging() {
        return Story.with(judged(Agents.modelled()))
                .customerSays("m1", "Where is order 1001?")
                .modelSays("big", DRAFT, 0.9);
    }

    @Nested
    class A_draft {
        @Test
        void that_passed_the_checks_is_shown_to_the_judge_before_anybody_else() {
            var story = judging()
                    .happens(
                            CompletionReceived.class,
                            ReplyDrafted.class,
                            ReplyChecked.class,
                            CompletionRequested.class);
            var asked = Objects.requireNonNull(story.latest(CompletionRequested.class));
            assertThat(asked.purpose()).isEqualTo(CompletionPurpose.JUDGE);
            assertThat(asked.role()).isEqualTo("judge");
            var agent = judged(Agents.modelled());
            var request = Requests.completion(story.state(), agent, story.log().getLast(), asked, List.of());
            assertThat(request.draft()).isEqualTo(Personal.text(DRAFT));
            assertThat(request.models()).containsExactly("strict");
            assertThat(request.repairReason()).isNull();
        }

        @Test
        void to_which_the_judge_does_not_object_is_sent() {
            judging()
                    .judgeSays(null)
                    .happensToo(ReplyChecked.class, ReplySent.class, TurnEnded.class)
                    .keepsItsPromises();
        }

        @Test
        void to_which_the_judge_objects_is_mended_and_judged_again() {
            var story = judging().judgeSays("It does not ask which order.").happensNot(ReplySent.class);
            var asked = Objects.requireNonNull(story.latest(CompletionRequested.class));
            assertThat(asked.purpose()).isEqualTo(CompletionPurpose.REPAIR);
            assertThat(Personal.plainOrNull(asked.repairReason())).contains("It does not ask which order.");
            story.modelMends("Which order is it?")
                    .happensNot(ReplySent.class)
                    .judgeSays(null)
                    .happensToo(ReplySent.class)
                    .keepsItsPromises();
        }

        @Test
        void to_which_the_judge_objects_again_goes_to_people() {
            var story = judging()
                    .judgeSays("Too short.")
                    .modelMends("Well.")
                    .judgeSays("Still too short.")
                    .happensNot(ReplySent.class)
                    .handsOffBecauseOf(ReasonCode.FAILED_CHECKS)
                    .keepsItsPromises();
            assertThat(Personal.plain(Objects.requireNonNull(story.latest(HandedOff.class))
                            .summary()))
                    .contains("judge", "Well.");
        }

        @Test
        void that_did_not_pass_the_checks_is_not_shown_to_the_judge() {
            var story = Story.with(judged(Agents.modelled()))
                    .customerSays("m1", "Where is order 1001?")
                    .modelSays("big", "It arrives on 3 July.", 0.9);
            assertThat(Objects.requireNonNull(story.latest(CompletionRequested.class))
                            .purpose())
                    .isEqualTo(CompletionPurpose.REPAIR);
        }

        @Test
        void that_nobody_could_judge_goes_to_people() {
            judging()
                    .judgeFails("unavailable")
                    .happensNot(ReplySent.class)
                    .handsOffBecauseOf(ReasonCode.MODEL_UNAVAILABLE)
                    .keepsItsPromises();
        }

        @Test
        void of_the_definition_itself_needs_no_judge() {
            Story.with(judged(Agents.shop()))
                    .customerSays("m1", "Refund 50 for order 1002")
                    .searchFinds(0)
                    .modelClassifies("refund", 0.95)
                    .replies("Shall I refund it?")
                    .happensToo(ReplySent.class);
        }

        @Test
        void that_a_person_must_see_is_judged_first() {
            Story.with(judged(Agents.modelled()).toBuilder()
                            .replyApproval(new ReplyApproval.All())
                            .build())
                    .customerSays("m1", "Where is order 1001?")
                    .modelSays("big", DRAFT, 0.9)
                    .happensNot(ReplyApprovalRequested.class)
                    .judgeSays(null)
                    .happensToo(ReplyApprovalRequested.class)
                    .humanDecidesOnReply(true)
                    .happensToo(ReplySent.class)
                    .keepsItsPromises();
        }

        @Test
        void for_a_step_of_a_procedure_is_judged_before_the_procedure_goes_on() {
            var procedure = Procedure.ofSteps(
                    "help",
                    "The customer wants help.",
                    List.of(new Step.Agent("Say how it went.", List.of()), new Step.Finish("open")));
            Story.with(judged(Agents.shop().toBuilder()
                            .procedures(Map.of("help", procedure))
                            .build()))
                    .customerSays("m1", "Please help me")
                    .searchFinds(0)
                    .modelClassifies("help", 0.95)
                    .modelSays("big", "I looked at it.", 0.9)
                    .happensNot(ProcedureStepTaken.class)
                    .judgeSays(null)
                    .happensToo(ProcedureStepTaken.class, ReplySent.class)
                    .replies("I looked at it.")
                    .keepsItsPromises();
        }
    }

    @Nested
    class Meanwhile {
        @Test
        void a_new_message_makes_the_judgement_stale() {
            judging()
                    .customerSays("m2", "And order 1002?")
                    .happensToo(TurnSuperseded.class)
                    .judgeSays(null)
                    .happens(CompletionReceived.class)
                    .keepsItsPromises();
        }

        @Test
        void a_human_who_claims_has_the_conversation() {
            judging()
                    .humanClaims()
                    .judgeSays(null)
                    .happens(CompletionReceived.class)
                    .keepsItsPromises();
        }

        @Test
        void a_judge_that_never_answers_is_not_waited_for() {
            judging()
                    .passes(Duration.ofSeconds(31))
                    .handsOffBecauseOf(ReasonCode.TURN_DEADLINE)
                    .keepsItsPromises();
        }
    }
}
