package io.casebook.platform.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTextTest {

    @Test
    void values_stand_at_their_places_and_sections_only_where_they_have_one() {
        var prompt = PromptTexts.of("""
                Be kind. {instructions}
                {#if summary}

                Before: {summary}
                {/if}
                {#if !notes && language}
                Speak {language}.
                {#else}
                Speak any language.
                {/if}
                Bye.
                """);

        assertThat(prompt.fill(Map.of("instructions", "You sell boots.")))
                .isEqualTo("Be kind. You sell boots.\nSpeak any language.\nBye.");
        assertThat(prompt.fill(Map.of("summary", "Anna wrote.", "language", "de")))
                .isEqualTo("Be kind. \n\nBefore: Anna wrote.\nSpeak de.\nBye.");
    }

    @Test
    void what_a_value_holds_is_never_a_place() {
        assertThat(PromptTexts.of("{summary}").fill(Map.of("summary", "{instructions} {#if x} {{notes}} $1 \\ <b>")))
                .isEqualTo("{instructions} {#if x} {{notes}} $1 \\ <b>");
        assertThat(PromptTexts.of("{{summary}}").fill(Map.of("summary", "{{instructions}} {#if x} $1 \\")))
                .isEqualTo("{{instructions}} {#if x} $1 \\");
    }

    @Test
    void json_and_escaped_braces_stay() {
        assertThat(PromptTexts.of("{\"intents\": [{\"intent\": \"<id>\"}]} \\{language} { x }")
                        .fill(Map.of()))
                .isEqualTo("{\"intents\": [{\"intent\": \"<id>\"}]} {language} { x }");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                one\\n\\n{#if summary} said | 3 | does not compile
                one\\n{langauge}            | 2 | no prompt has the value langauge
                {summary.length}            | 1 | has no length
                {cdi:secrets}               | 1 | no prompt has the value
                a\\nb\\n{#each passages}x{/each} | 3 | does not compile
                {#eval summary /}           | 1 | does not compile
                {#include reason /}         | 1 | does not compile
                x {/if}                     | 1 | does not compile
                {instructions               | 1 | does not compile
                """)
    void what_does_not_compile_is_said_with_its_line(String text, int line, String message) {
        var refused =
                catchThrowableOfType(PromptText.Unusable.class, () -> PromptText.compile(text.replace("\\n", "\n")));

        assertThat(refused).isNotNull();
        assertThat(refused.line()).isEqualTo(line);
        assertThat(refused.getMessage()).contains(message);
        assertThat(refused.hint()).isNotEmpty();
    }

    @Test
    void a_misspelt_value_is_answered_with_the_one_that_is_meant() {
        assertThat(catchThrowableOfType(PromptText.Unusable.class, () -> PromptText.compile("{langauge}"))
                        .hint())
                .isEqualTo("did you mean language?");
    }

    @Test
    void check_names_file_and_line_of_a_prompt_that_does_not_compile() {
        assertThat(SmallAgent.whole()
                        .with("prompts/reason/big.md", "Be kind.\n\n{#if summary}\n")
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.file()).isEqualTo("prompts/reason/big.md");
                    assertThat(problem.line()).isEqualTo(3);
                    assertThat(problem.isError()).isTrue();
                });
    }

    @Test
    void the_earlier_notation_is_read_and_warned_of() {
        assertThat(SmallAgent.whole()
                        .with("prompts/reason/big.md", "Be kind. {{instructions}}{{#summary}} {{summary}}{{/summary}}")
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.isError()).isFalse());
        assertThat(PromptTexts.of("A {{instructions}}.{{#summary}}\nB {{summary}}\n{{/summary}}\nC {\"a\": 1}")
                        .fill(Map.of("instructions", "x", "summary", "y")))
                .isEqualTo("A x.B y\nC {\"a\": 1}");
    }
}
