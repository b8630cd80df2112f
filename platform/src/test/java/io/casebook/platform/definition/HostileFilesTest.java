package io.casebook.platform.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Whatever stands in the files, the compiler answers, and answers soon. */
class HostileFilesTest {

    @Test
    void aliases_that_stand_for_millions_are_refused() {
        StringBuilder yaml = new StringBuilder("id: shop\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            yaml.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(10, alias))));
        }

        assertThat(refusal(yaml.toString())).contains("too large or too deep, counting what aliases repeat");
    }

    @Test
    void a_value_that_holds_itself_is_refused() {
        assertThat(refusal("id: shop\ntools: &a [*a]\n")).contains("too large or too deep");
    }

    @Test
    void nesting_without_end_is_refused() {
        assertThat(refusal("id: " + "[".repeat(10_000))).contains("not YAML");
    }

    @Test
    void a_tag_builds_nothing() {
        assertThat(refusal("id: !!javax.script.ScriptEngineManager [x]\n")).contains("tag is not allowed");
        assertThat(refusal("id: !shop x\n")).contains("the tag !shop means nothing here");
    }

    @Test
    void merge_keys_are_refused_and_not_half_understood() {
        assertThat(refusal("base: &b {id: shop}\n<<: *b\n")).contains("merge keys");
    }

    @Test
    void two_documents_are_one_too_many() {
        assertThat(refusal("id: shop\n---\nid: other\n")).contains("not YAML");
    }

    @Test
    void a_text_instead_of_a_mapping_is_refused() {
        assertThat(refusal("just words\n")).contains("agent.yaml must be a mapping");
    }

    @Test
    void a_list_instead_of_a_mapping_is_refused_everywhere() {
        for (String file : List.of("agent.yaml", "tools.yaml")) {
            assertThat(SmallAgent.whole().with(file, "- a\n- b\n").compile()).isInstanceOf(Compilation.Refused.class);
        }
    }

    /** Pieces of a good agent are cut, doubled and shuffled; every outcome is fine but an exception. */
    @RepeatedTest(100)
    void whatever_the_files_hold_there_is_an_answer(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        SmallAgent agent = SmallAgent.whole();
        for (Map.Entry<String, String> file : SmallAgent.whole().files().entrySet()) {
            if (random.nextInt(3) > 0) {
                agent = agent.with(file.getKey(), spoil(file.getValue(), random));
            }
        }
        SmallAgent spoilt = agent;

        assertThatCode(spoilt::compile).doesNotThrowAnyException();
    }

    private static String spoil(String text, Random random) {
        StringBuilder spoilt = new StringBuilder(text);
        for (int i = random.nextInt(8); i >= 0; i--) {
            int at = random.nextInt(spoilt.length() + 1);
            int end = Math.min(spoilt.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> spoilt.delete(at, end);
                case 1 -> spoilt.insert(at, spoilt.substring(at, end));
                case 2 -> spoilt.insert(at, "{}[]:,-\"'&*#|>%@`\n\t \0\u00e9".charAt(random.nextInt(22)));
                default ->
                    spoilt.insert(
                            at,
                            List.of("off", "null", "~", "{}", "[]", "\"\"", "1e999999999", "- ")
                                    .get(random.nextInt(8)));
            }
        }
        return spoilt.toString();
    }

    private static String refusal(String agentYaml) {
        Compilation compilation = DefinitionCompiler.compile(new DefinitionFiles(Map.of("agent.yaml", agentYaml)));
        assertThat(compilation).isInstanceOf(Compilation.Refused.class);
        return compilation.problems().toString();
    }
}
