package io.casebook.standalone;

import static io.casebook.standalone.ScriptedModel.OUT_OF_ORDER;
import static io.casebook.standalone.ScriptedModel.calls;
import static io.casebook.standalone.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.standalone.running.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trying models out from the command line, before anything is started. */
class ModelsIT {
    @TempDir
    private Path folder;

    private static String able(String asked) {
        if (asked.contains("You sort messages")) {
            return says("{\"intents\":[{\"intent\":\"refund\",\"confidence\":0.9}],\"language\":\"en\"}");
        }
        return asked.contains("Where is my order 1001?")
                ? calls("get_order", "order_id", "1001")
                : says("Hello, how can I help you?");
    }

    private Program test(String models, String... more) throws IOException {
        var file = Files.writeString(folder.resolve("models.yaml"), models);
        var arguments = new ArrayList<>(List.of("models", "test", "--models", file.toString()));
        arguments.addAll(List.of(more));
        return Program.run(arguments, Map.of(), "");
    }

    @Test
    void Every_model_is_tried_and_a_table_says_what_works_and_what_it_costs() throws IOException {
        try (var able = new ScriptedModel(ModelsIT::able);
                var broken = new ScriptedModel(asked -> OUT_OF_ORDER)) {
            var ended = test("""
                    models:
                      big: {base_url: "%s", model: big, usd_per_million: {input: 2.5, output: 10}}
                      down: {base_url: "%s", model: down}
                    """.formatted(able.url(), broken.url()));

            assertThat(ended.out())
                    .contains("MODEL", "WORKS", "TOOLS", "JSON")
                    .containsPattern("big +yes +\\d+ ms +yes +yes +yes +2.5 / 10")
                    .containsPattern("down +no +\\d+ ms +no +no +no +no price")
                    .contains("down, text: unavailable");
            assertThat(ended.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void Machines_get_a_line_of_JSON_for_each_model_and_an_exit_code() throws IOException {
        try (var able = new ScriptedModel(ModelsIT::able)) {
            var ended = test("models:\n  big: {base_url: \"%s\", model: m}\n".formatted(able.url()), "big", "--json");

            assertThat(ended.out())
                    .hasLineCount(1)
                    .contains("\"model\":\"big\"", "\"works\":true", "\"tools\":{\"works\":true", "\"latency_ms\":");
            assertThat(ended.exitCode()).isZero();
        }
    }

    @Test
    void A_model_that_the_file_does_not_have_and_a_file_that_is_wrong_are_said() throws IOException {
        var unknown = test("models:\n  big: {base_url: \"http://localhost:1/v1\", model: m}\n", "small");
        var wrong = test("models:\n  big: {base_url: \"http://localhost:1/v1\", model: m, modle: m}\n");

        assertThat(unknown.err()).contains("has no model small; it has big");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("models.yaml:2: error: unknown key modle");
        assertThat(wrong.exitCode()).isEqualTo(2);
    }
}
