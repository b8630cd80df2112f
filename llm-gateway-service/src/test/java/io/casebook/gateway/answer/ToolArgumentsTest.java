package io.casebook.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Tool;
import io.casebook.gateway.Requests;
import io.casebook.gateway.endpoint.Reply;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Arguments that models propose, in all the ways in which models write JSON. */
class ToolArgumentsTest {
    private static final String CARD = "4242424242424242";
    private static final String TOKEN = "‹card ending 4242›";
    private static final String ESCAPED = "\\u2039card ending 4242\\u203a";
    private static final String PARAMETERS =
            "{\"type\":\"object\",\"properties\":{\"to\":{\"type\":\"string\",\"maxLength\":16}},\"additionalProperties\":false}";

    private final ToolArguments arguments = new ToolArguments();

    @Test
    void a_token_is_the_same_in_letters_and_in_escapes() throws Rejection {
        var pays = agent(Tool.writing("pay_back")
                .parameters(PARAMETERS)
                .receives(Set.of("card"))
                .build());

        for (var written : List.of(TOKEN, ESCAPED)) {
            assertThat(checked(pays, "pay_back", "{\"to\":\"" + written + "\"}", "Use " + CARD))
                    .isEqualTo("{\"to\":\"" + CARD + "\"}");
        }
    }

    @Test
    void a_token_that_only_the_tool_service_knows_stands_in_letters_and_is_held_against_no_schema() throws Rejection {
        var prints = agent(Tool.writing("print").parameters(PARAMETERS).build());

        for (var written : List.of(TOKEN, ESCAPED)) {
            assertThat(checked(prints, "print", "{\"to\":\"" + written + "\"}", "Hello"))
                    .isEqualTo("{\"to\":\"" + TOKEN + "\"}");
        }
    }

    @Test
    void a_pattern_that_would_take_years_is_left_to_the_tool_service() throws Rejection {
        var prints = agent(Tool.writing("print")
                .parameters("{\"properties\":{\"to\":{\"pattern\":\"^(([a-z])+.)+[A-Z]([a-z])+$\"}}}")
                .build());
        var endless = "{\"to\":\"" + "a".repeat(5_000) + "\"}";

        assertThat(checked(prints, "print", endless, "Hello")).isEqualTo(endless);
    }

    @Test
    void what_is_no_token_is_held_against_the_schema() {
        var prints = agent(Tool.writing("print").parameters(PARAMETERS).build());

        assertThatThrownBy(() -> checked(prints, "print", "{\"to\":\"seventeen letters\"}", "Hello"))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.reasonCode()).isEqualTo("invalid_arguments"));
        assertThatThrownBy(() -> checked(prints, "print", "{\"to\":", "Hello"))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.reasonCode()).isEqualTo("invalid_json"));
    }

    private String checked(AgentDefinition agent, String tool, String json, String customer) throws Rejection {
        return arguments.checked(new Reply.Call("c1", tool, json), Requests.reason(customer, "big"), agent);
    }

    private static AgentDefinition agent(Tool tool) {
        return Requests.agent().toBuilder().tools(tool).build();
    }
}
