package io.casebook.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.gateway.Requests;
import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.llm.CompletionRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShorteningTest {
    private static final String LONG = "word ".repeat(200);

    private final PromptWriter writer = new PromptWriter();
    private final CompiledDefinition agent = Requests.compiled(Requests.agent());

    private static CompletionRequest talk() {
        return Requests.reason("x", "big")
                .withTranscript(List.of(
                        Requests.customer(1, "first " + LONG),
                        Requests.agentSaid(2, "second " + LONG),
                        Requests.customer(3, "third " + LONG),
                        Requests.customer(4, "the last words")))
                .withPassages(List.of(
                        Requests.passage("a", "Best", LONG, Visibility.PUBLIC),
                        Requests.passage("b", "Worst", LONG, Visibility.PUBLIC)));
    }

    private Prompt within(CompletionRequest request, long tokens) {
        return writer.fitting(request, agent, "default", tokens);
    }

    @Test
    void a_prompt_with_room_enough_is_whole() {
        assertThat(within(talk(), 1_000_000)).isEqualTo(writer.write(talk(), Requests.agent()));
    }

    @Test
    void the_oldest_messages_go_first_and_then_the_passages_that_fit_worst() {
        var whole = within(talk(), 1_000_000).estimatedTokens();

        assertThat(within(talk(), whole - 10).json())
                .doesNotContain("first word")
                .contains("second word", "third word", "the last words", "Best", "Worst");
        assertThat(within(talk(), whole - 600).json())
                .doesNotContain("first word", "second word", "Worst")
                .contains("third word", "the last words", "Best");
        assertThat(within(talk(), whole - 900).json()).doesNotContain("Best").contains("third word", "the last words");
    }

    @Test
    void instructions_tools_and_the_last_words_stay_however_little_room_there_is() {
        var shortest = within(talk(), 1);

        assertThat(shortest.estimatedTokens()).isGreaterThan(1);
        assertThat(shortest.json())
                .contains("You are the agent of a shop.", "third word", "the last words", "get_order");
    }

    @Test
    void a_summary_is_of_all_that_it_was_asked_for_and_a_judge_reads_every_passage() {
        assertThat(Shortening.once(talk().withPurpose(CompletionPurpose.SUMMARISE)))
                .isNull();
        var judged = talk().withPurpose(CompletionPurpose.JUDGE);
        assertThat(within(judged, 1).json()).contains("Best", "Worst").doesNotContain("first word");
    }

    @Test
    void what_was_left_out_is_found_again_by_the_hash() {
        var sent = within(talk(), 600);

        var rewritten = writer.rewrite(talk(), agent, sent.template(), List.of(), sent.hash());

        assertThat(rewritten).isNotNull();
        assertThat(rewritten.same()).isTrue();
        assertThat(rewritten.leftOut()).isPositive();
        assertThat(rewritten.prompt()).isEqualTo(sent);
    }

    @Test
    void a_prompt_that_was_never_sent_is_not_found() {
        var rewritten =
                writer.rewrite(talk(), agent, within(talk(), 1_000_000).template(), List.of(), "0000000000000000");

        assertThat(rewritten).isNotNull();
        assertThat(rewritten.same()).isFalse();
    }

    @Test
    void leaving_out_comes_to_an_end() {
        var steps = new ArrayList<CompletionRequest>();
        for (var shorter = talk(); shorter != null; shorter = Shortening.once(shorter)) {
            steps.add(shorter);
        }

        assertThat(steps).hasSize(5);
    }
}
