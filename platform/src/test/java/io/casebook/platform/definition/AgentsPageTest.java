package io.casebook.platform.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/agents.md shows is what the compiler takes. */
class AgentsPageTest {
    private static final Path PAGE = Path.of("../docs/agents.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```(yaml|markdown)\\n(.*?)```");

    @Test
    void Every_example_compiles() throws IOException {
        var blocks = BLOCK.matcher(Files.readString(PAGE)).results().toList();
        var agents = blocks.stream()
                .map(block -> block.group(2))
                .filter(text -> text.startsWith("# agent.yaml"))
                .toList();
        var procedures = blocks.stream()
                .filter(block -> block.group(1).equals("markdown"))
                .map(block -> block.group(2))
                .collect(Collectors.toMap(text -> "procedures/example" + text.hashCode() + ".md", text -> text));
        assertThat(agents).hasSize(2);
        assertThat(procedures).hasSize(2);
        assertThat(errors(Map.of(DefinitionFiles.AGENT, agents.getFirst()))).isEmpty();
        var all = new HashMap<>(procedures);
        all.put(DefinitionFiles.AGENT, agents.getLast());
        all.put(DefinitionFiles.TOOLS, tools());
        assertThat(errors(all)).isEmpty();
    }

    private static String tools() {
        return String.valueOf(SmallAgent.whole().files().get(DefinitionFiles.TOOLS));
    }

    private static List<Problem> errors(Map<String, String> files) {
        var problems = switch (DefinitionCompiler.compile(new DefinitionFiles(files))) {
            case Compilation.Compiled done -> done.problems();
            case Compilation.Refused refused -> refused.problems();
        };
        return problems.stream().filter(Problem::isError).toList();
    }
}
