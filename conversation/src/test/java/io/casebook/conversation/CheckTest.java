package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Check;
import io.casebook.conversation.definition.Limits;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.Template;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.*;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CheckTest {
    @Nested
    class A_draft {
        @Test
        void that_states_what_nobody_gave_is_mended_by_its_model() {
            var story = Story.with(Agents.modelled())
                    .customerSays("m1", "Where is order 1001?")
                    .modelSays("big", "Order 1001 arrives on 3 July.", 0.9)
                    .happens(
                            CompletionReceived.class,
                            ReplyDrafted.class,
                            ReplyChecked.class,
                            CompletionRequested.class);
            var asked = java.util.Objects.requireNonNull(story.latest(CompletionRequested.class));
            var drafted = java.util.Objects.requireNonNull(story.latest(ReplyDrafted.class));
            assertThat(asked.purpose()).isEqualTo(CompletionPurpose.REPAIR);
            assertThat(asked.draftId()).isEqualTo(drafted.draftId());
            assertThat(Personal.plainOrNull(asked.repairReason())).contains("grounded", "3 July");
            var event = story.log().getLast();
            var request = Requests.completion(story.state(), Agents.modelled(), event, asked, List.of());
            assertThat(request.repairReason()).contains("3 July");
            assertThat(Personal.plainOrNull(request.draft())).isEqualTo("Order 1001 arrives on 3 July.");
            story.modelMends("I do not know when order 1001 arrives.")
                    .replies("I do not know when order 1001 arrives.")
                    .happensToo(ReplySent.class)
                    .keepsItsPromises();
        }

        @Test
        void that_fails_as_often_as_the_definition_allows_is_handed_off() {
            var story = Story.with(Agents.modelled())
                    .customerSays("m1", "Where is order 1001?")
                    .modelSays("big", "It arrives on 3 July.", 0.9)
                    .modelMends("It arrives on 4 July.")
                    .happensNot(ReplySent.class)
                    .handsOffBecauseOf(ReasonCode.FAILED_CHECKS)
                    .keepsItsPromises();
            assertThat(story.latest(HandedOff.class)).isNotNull().satisfies(handedOff -> {
                assertThat(Personal.plain(handedOff.summary())).contains("grounded", "4 July");
                assertThat(Personal.plainOrNull(handedOff.toldCustomer())).doesNotContain("July");
            });
        }

        @Test
        void is_not_mended_where_one_failure_is_enough() {
            var base = Limits.DEFAULT;
            var strict = new Limits(
                    base.steps(),
                    base.identicalToolCalls(),
                    1,
                    base.tokensPerTurn(),
                    base.tokensPerConversation(),
                    base.usdMicrosPerTurn(),
                    base.usdMicrosPerConversation(),
                    base.approvalTimeout());
            Story.with(Agents.modelled().toBuilder().limits(strict).build())
                    .customerSays("m1", "Where is it?")
                    .modelSays("big", "It arrives on 3 July.", 0.9)
                    .happensNot(CompletionRequested.class)
                    .handsOffBecauseOf(ReasonCode.FAILED_CHECKS);
        }

        @Test
        void that_claims_an_action_may_lead_to_the_action_instead() {
            Story.with(Agents.modelled())
                    .customerSays("m1", "Refund 50 please")
                    .modelSays("big", "I have refunded 50.", 0.9)
                    .happensNot(ReplySent.class)
                    .modelMendsWith("refund_order", "{\"amount\":50}")
                    .happensToo(ToolCallRequested.class)
                    .toolReturns("{}")
                    .modelSays("big", "I have refunded 50.", 0.9)
                    .replies("I have refunded 50.")
                    .happensToo(ReplySent.class)
                    .keepsItsPromises();
        }

        @Test
        void may_speak_of_what_was_done_in_an_earlier_turn_and_names_the_call() {
            var story = Story.with(Agents.modelled())
                    .customerSays("m1", "Refund 50 for order 1002")
                    .modelProposes("refund_order", "{\"amount\":50}")
                    .toolReturns("{\"order_id\":\"1002\"}")
                    .modelSays("big", "I have refunded 50.", 0.9)
                    .customerSays("m2", "Really?")
                    .modelSays("big", "Yes, I have refunded order 1002.", 0.9)
                    .happensToo(ReplySent.class)
                    .keepsItsPromises();
            assertThat(story.latest(ReplyDrafted.class))
                    .isNotNull()
                    .satisfies(draft -> assertThat(draft.claims()).hasSize(1));
            story.customerSays("m3", "And order 1003?")
                    .modelSays("big", "I have refunded order 1003, too.", 0.9)
                    .happensNot(ReplySent.class)
                    .modelMends("No, only order 1002.")
                    .happensToo(ReplySent.class);
            assertThat(story.latest(ReplyDrafted.class))
                    .isNotNull()
                    .satisfies(draft -> assertThat(draft.claims()).isEmpty());
        }

        @Test
        void in_another_language_than_the_customers_is_mended() {
            Story.with(Agents.modelled())
                    .customerSays("m1", "Hello there, can you help me?")
                    .modelSaysIn("fr", "Bonjour, comment puis-je vous aider ?")
                    .happensNot(ReplySent.class)
                    .modelMends("Hello, how can I help you?")
                    .happensToo(ReplySent.class);
        }

        @Test
        void of_the_built_in_model_cannot_be_mended() {
            Story.with(Agents.shop())
                    .customerSays("m1", "How long does shipping take?")
                    .modelClassifies("order_status", 0.65)
                    .searchFinds(0.9)
                    .modelSays("builtin", "Ask Smithers, he knows Bradley.", 0.9)
                    .happensNot(CompletionRequested.class)
                    .handsOffBecauseOf(ReasonCode.FAILED_CHECKS);
        }

        @Test
        void goes_out_unexamined_where_the_checks_are_off() {
            Story.with(Agents.modelled().toBuilder().checks(List.of()).build())
                    .customerSays("m1", "Where is it?")
                    .modelSays("big", "I have refunded 50, it arrives on 3 July.", 0.9)
                    .happensToo(ReplySent.class);
        }

        @Test
        void is_examined_by_the_checks_that_are_on() {
            var story = Story.with(Agents.modelled().toBuilder()
                            .checks(List.of(Check.GROUNDED))
                            .build())
                    .customerSays("m1", "Where is it?")
                    .modelSays("big", "It is under way.", 0.9);
            assertThat(story.latest(ReplyChecked.class))
                    .isNotNull()
                    .satisfies(checked -> assertThat(checked.verdicts())
                            .extracting(CheckVerdict::check)
                            .containsExactly("confidence", "grounded"));
        }
    }

    @Nested
    class A_procedure {
        private Story with(Step... steps) {
            var procedure = Procedure.ofSteps("help", "The customer wants help.", List.of(steps));
            return Story.with(Agents.shop().toBuilder()
                            .procedures(Map.of("help", procedure))
                            .models(new ModelRoles(
                                    Map.of(ModelRole.REASON, List.of("big"), ModelRole.CLASSIFY, List.of("builtin"))))
                            .build())
                    .customerSays("m1", "Please help me")
                    .searchFinds(0)
                    .modelClassifies("help", 0.95);
        }

        @Test
        void never_says_of_itself_what_no_call_did() {
            var story = with(new Step.Say(Template.fixed("I have refunded your order.")), new Step.Finish("resolved"))
                    .happensNot(ReplySent.class)
                    .handsOffBecauseOf(ReasonCode.FAILED_CHECKS)
                    .keepsItsPromises();
            assertThat(story.latest(HandedOff.class))
                    .isNotNull()
                    .satisfies(handedOff -> assertThat(Personal.plainOrNull(handedOff.toldCustomer()))
                            .doesNotContain("refunded"));
        }

        @Test
        void has_what_a_model_wrote_for_a_step_examined_before_it_goes_on() {
            with(
                            new Step.Agent("Say how it went.", List.of()),
                            new Step.Say(Template.fixed("Anything else?")),
                            new Step.Finish("open"))
                    .happensToo(CompletionRequested.class)
                    .modelSays("big", "I have refunded your order.", 0.9)
                    .happensNot(ReplySent.class, ProcedureStepTaken.class)
                    .modelMends("I looked at your order.")
                    .replies("I looked at your order.\n\nAnything else?")
                    .happensToo(ProcedureStepTaken.class, ReplySent.class)
                    .keepsItsPromises();
        }
    }
}
