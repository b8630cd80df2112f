package io.casebook.platform.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionFilesTest {

    private static final Map<String, String> FILES =
            Map.of("agent.yaml", "id: shop\n", "procedures/refund.md", "---\nwhen: x\n---\nDo it.\n");

    @TempDir
    private Path folder;

    @Test
    void a_folder_is_read_without_its_articles_and_hidden_files() throws Exception {
        write("agent.yaml", "id: shop\n");
        write("procedures/money/refund.md", "Do it.\n");
        write("prompts/reason/big.md", "Be brief.\n");
        write("scenarios/one.yaml", "id: one\n");
        write("knowledge/returns.md", "Articles have a log of their own.\n");
        write("procedures/.draft.md", "hidden");
        write(".git/config", "hidden");
        write("README.md", "for people");
        write("models.yaml", "of the installation");

        assertThat(DefinitionFiles.read(folder).files())
                .containsOnlyKeys(
                        "agent.yaml", "procedures/money/refund.md", "prompts/reason/big.md", "scenarios/one.yaml");
    }

    @Test
    void the_version_follows_every_path_and_every_letter() {
        String version = new DefinitionFiles(FILES).version();

        assertThat(version).isEqualTo("0330e23d74a0");
        assertThat(new DefinitionFiles(Map.of("agent.yaml", "id: shop2\n")).version())
                .isNotEqualTo(version);
    }

    @Test
    void another_system_writes_the_same_version() {
        DefinitionFiles here = new DefinitionFiles(Map.of("agent.yaml", "id: shop\nlanguages: [en]\n"));
        DefinitionFiles there = new DefinitionFiles(Map.of("agent.yaml", "\uFEFFid: shop\r\nlanguages: [en]\r\n"));

        assertThat(there.version()).isEqualTo(here.version());
    }

    @Test
    void what_is_moved_between_name_and_text_is_another_version() {
        assertThat(new DefinitionFiles(Map.of("procedures/a", "bc")).version())
                .isNotEqualTo(new DefinitionFiles(Map.of("procedures/ab", "c")).version());
    }

    @Test
    void links_within_the_folder_are_followed() throws Exception {
        write("real/agent.yaml", "id: shop\n");
        Files.createSymbolicLink(folder.resolve("agent.yaml"), folder.resolve("real/agent.yaml"));

        assertThat(DefinitionFiles.read(folder).files()).containsEntry("agent.yaml", "id: shop\n");
    }

    @Test
    void a_link_out_of_the_folder_is_refused(@TempDir Path elsewhere) throws Exception {
        Path secret = Files.writeString(elsewhere.resolve("secret.md"), "not yours");
        write("agent.yaml", "id: shop\n");
        Files.createDirectories(folder.resolve("procedures"));
        Files.createSymbolicLink(folder.resolve("procedures/secret.md"), secret);

        assertRefused("procedures/secret.md:1: error: the file is a link that leads out of the agent's folder");
    }

    @Test
    void a_link_in_a_circle_is_refused() throws Exception {
        write("agent.yaml", "id: shop\n");
        Files.createDirectories(folder.resolve("procedures"));
        Files.createSymbolicLink(folder.resolve("procedures/again"), folder.resolve("procedures"));

        assertRefused("procedures/again:1: error: the file is a link that leads in a circle");
    }

    @Test
    void a_file_that_is_not_utf_8_is_refused() throws Exception {
        Files.write(folder.resolve("agent.yaml"), "id: café".getBytes(StandardCharsets.ISO_8859_1));

        assertRefused("agent.yaml:1: error: the file is not UTF-8 text");
    }

    @Test
    void a_definition_that_no_record_can_carry_is_refused() throws Exception {
        write("agent.yaml", "id: shop\n");
        write("procedures/a.md", "x".repeat(DefinitionFiles.MAX_TOTAL_BYTES));

        assertRefused("procedures/a.md:1: error: the file makes the definition larger than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools.yml", "tool.yaml", "Agent.yaml"})
    void a_misspelt_file_is_refused_rather_than_ignored(String name) throws Exception {
        write(name, "id: shop\n");

        assertRefused(name + ":1: error: the file is no file of an agent");
    }

    @Test
    void no_folder_is_no_agent() {
        assertThatThrownBy(() -> DefinitionFiles.read(folder.resolve("nowhere")))
                .isInstanceOf(NotDirectoryException.class)
                .hasMessageContaining("an agent is a folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../agent.yaml",
                "/agent.yaml",
                "procedures/../../x.md",
                "procedures//x.md",
                "procedures/",
                "procedures/.x.md",
                "procedures\\x.md",
                "knowledge/x.md",
                ""
            })
    void a_path_that_is_none_of_a_definition_is_refused(String path) {
        assertThatThrownBy(() -> new DefinitionFiles(Map.of(path, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a path of a definition");
    }

    private void assertRefused(String said) throws IOException {
        assertThat(DefinitionCompiler.compile(folder).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).startsWith(said));
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, text);
    }
}
