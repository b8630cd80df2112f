package io.casebook.platform.definition;

import static io.casebook.platform.definition.Spoilt.AGENT;
import static io.casebook.platform.definition.Spoilt.REFUND_FILE;
import static io.casebook.platform.definition.Spoilt.RETURNS_FILE;
import static io.casebook.platform.definition.Spoilt.TOOLS;
import static io.casebook.platform.definition.Spoilt.spoilt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is probably not meant, and mistakes of a whole folder. */
class WarningsTest {

    static final List<Spoilt> WARNINGS = List.of(
            spoilt(
                    AGENT,
                    "reason: [big]",
                    "reason: [builtin]",
                    "procedures/returns.md:6: warning: a procedure in plain language needs a generative model"),
            spoilt(
                    AGENT,
                    "reason: [big]",
                    "reason: [builtin]",
                    "procedures/refund.md:22: warning: an agent step needs a generative model"),
            spoilt(
                    TOOLS,
                    "properties: {order_id: {type: string}}}",
                    "properties: {order_id: {type: string}, user_id: {type: string}}}",
                    "tools.yaml:2: warning: the tool get_order lets the model choose user_id"),
            spoilt(
                    REFUND_FILE,
                    "text: {en: \"Sure?\", de: \"Sicher?\"}",
                    "text: {en: \"Sure?\"}",
                    "procedures/refund.md:25: warning: text is not there in de"),
            spoilt(
                    REFUND_FILE,
                    "text: {en: \"Sure?\", de: \"Sicher?\"}",
                    "text: \"Sure?\"",
                    "procedures/refund.md:11: warning: the agent speaks en, de, but texts here are in one language"),
            spoilt(
                    REFUND_FILE,
                    "      on_error:\n        - handoff: {target: tier1, note: \"No order {order_id}.\"}\n",
                    "      on_error: []\n",
                    "procedures/refund.md:18: warning: order may not be filled yet when this step uses it"),
            spoilt(
                    REFUND_FILE,
                    "  - I want a refund\n",
                    "  - I want to send back the blue tent\n",
                    "procedures/returns.md:3: warning: the example \"I want to send the tent back\" is nearly one of refund"),
            spoilt(
                    RETURNS_FILE,
                    "examples: [\"I want to send the tent back\"]\n",
                    "",
                    "procedures/returns.md:2: warning: the procedure has no examples"));

    @ParameterizedTest
    @FieldSource("WARNINGS")
    void what_is_probably_not_meant_is_named_with_file_and_line(Spoilt spoilt) {
        spoilt.assertSaid();
    }

    @Test
    void a_folder_without_an_agent_file_is_refused() {
        assertThat(SmallAgent.whole().without("agent.yaml").problems())
                .contains(Problem.error("agent.yaml", 1, "the agent has no agent.yaml", "begin with: id: my-agent"));
    }

    @Test
    void an_empty_agent_file_is_refused() {
        assertThat(SmallAgent.whole().with("agent.yaml", "# nothing yet\n").problems())
                .contains(Problem.error("agent.yaml", 1, "agent.yaml is empty", "begin with: id: my-agent"));
    }

    @Test
    void a_prompt_for_nothing_is_refused() {
        assertThat(SmallAgent.whole().with("prompts/resaon/big.md", "x").problems())
                .contains(Problem.error(
                        "prompts/resaon/big.md", 1, "no prompt has the purpose resaon", "did you mean reason?"));
    }

    @Test
    void a_file_with_the_wrong_ending_is_named() {
        assertThat(SmallAgent.whole().with("procedures/notes.txt", "x").problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "procedures/notes.txt:1: warning: the file is not read (files in procedures/ end with .md)");
    }

    @Test
    void every_mistake_is_named_at_once() {
        assertThat(SmallAgent.whole()
                        .replacing(AGENT, "steps: 5", "steps: 0")
                        .replacing(TOOLS, "effect: write", "effect: wirte")
                        .replacing(REFUND_FILE, "tool: get_order\n", "tool: nothing\n")
                        .problems()
                        .stream()
                        .filter(Problem::isError)
                        .map(Problem::file))
                .containsSubsequence(AGENT, REFUND_FILE, TOOLS);
    }
}
