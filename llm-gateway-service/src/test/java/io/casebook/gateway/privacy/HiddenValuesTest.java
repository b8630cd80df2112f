package io.casebook.gateway.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Sensitive;
import io.casebook.conversation.definition.Tool;
import io.casebook.gateway.Requests;
import io.casebook.gateway.prompt.PromptWriter;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.ToolExchange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HiddenValuesTest {
    private static final String CARD = "4242 4242 4242 4242";
    private static final String TOKEN = "‹card ending 4242›";
    private static final Tool PAYS =
            Tool.writing("pay_back").receives(Set.of("card")).build();
    private static final Tool PRINTS = Tool.writing("print").build();

    private final AgentDefinition agent = Requests.agent();
    private final HiddenValues hidden = HiddenValues.of(agent);

    private String prompt(CompletionRequest request) {
        return new PromptWriter().write(request, agent).json();
    }

    private static CompletionRequest says(String text) {
        return Requests.reason(text, "big");
    }

    @Nested
    class A_prompt {
        @Test
        void has_no_card_that_the_customer_wrote() {
            assertThat(prompt(says("My card " + CARD + " was charged twice")))
                    .contains("My card " + TOKEN + " was charged twice")
                    .doesNotContain(CARD);
        }

        @Test
        void has_none_from_resources_notes_plans_summaries_and_tools_either_and_stays_json() {
            var request = says("Hello")
                    .withResources(Map.of("crm", Personal.text("{\"card\":4242424242424242,\"total\":44.10}")))
                    .withNotes(List.of(Personal.text("Paid with " + CARD)))
                    .withSummary(Personal.text("The card is " + CARD))
                    .withPlan(Personal.text("Refund to " + CARD))
                    .withToolExchanges(List.of(new ToolExchange(
                            "call-1",
                            "pay_back",
                            Personal.text("{\"to\":\"4242424242424242\",\"amount\":44.10}"),
                            "succeeded",
                            Personal.text("{\"to\":4242424242424242}"))));
            assertThat(prompt(request))
                    .doesNotContain("4242424242424242", CARD)
                    .contains("{\\\"card\\\":\\\"" + TOKEN + "\\\",\\\"total\\\":44.10}")
                    .contains("{\\\"to\\\":\\\"" + TOKEN + "\\\",\\\"amount\\\":44.10}");
        }

        @Test
        void shows_what_the_company_itself_says() {
            var passage = Requests.passage("a", "Transfers", "Pay to DE89370400440532013000.", Visibility.PUBLIC);
            assertThat(prompt(says("Where to?").withPassages(List.of(passage)))).contains("DE89370400440532013000");
        }

        @Test
        void hides_mail_addresses_only_where_the_agent_asks() {
            assertThat(prompt(says("I am anna@example.com"))).contains("anna@example.com");
            var strict = agent.toBuilder().redact(Set.of(Sensitive.EMAIL)).build();
            assertThat(new PromptWriter()
                            .write(says("I am anna@example.com, card " + CARD), strict)
                            .json())
                    .contains("‹e-mail at example.com›", CARD);
        }
    }

    @Nested
    class A_token_in_proposed_arguments {
        private static final String GIVEN = "{\"to\":\"" + TOKEN + "\",\"amount\":5.50}";

        @Test
        void becomes_the_value_for_a_tool_that_may_have_it() {
            assertThat(hidden.reveal(PAYS, GIVEN, says("Use " + CARD)))
                    .isEqualTo("{\"to\":\"4242424242424242\",\"amount\":5.50}");
        }

        @Test
        void stays_a_token_for_any_other_tool() {
            assertThat(hidden.reveal(PRINTS, GIVEN, says("Use " + CARD))).isEqualTo(GIVEN);
        }

        @Test
        void stays_a_token_where_the_customer_wrote_two_cards_that_end_alike() {
            assertThat(hidden.reveal(PAYS, GIVEN, says("Not " + CARD + " but 4000000200004242")))
                    .isEqualTo(GIVEN);
        }

        @Test
        void stays_a_token_where_it_came_from_a_tool() {
            var request = says("Use " + CARD)
                    .withToolExchanges(List.of(new ToolExchange(
                            "call-1",
                            "get_account",
                            Personal.text("{}"),
                            "succeeded",
                            Personal.text("{\"card\":\"" + TOKEN + "\"}"))));
            assertThat(hidden.reveal(PAYS, GIVEN, request)).isEqualTo(GIVEN);
        }
    }
}
