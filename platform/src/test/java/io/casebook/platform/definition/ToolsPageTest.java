package io.casebook.platform.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the examples in docs/tools.md are tools. */
class ToolsPageTest {
    private static final Path PAGE = Path.of("../docs/tools.md");
    private static final Path SHOP = Path.of("../examples/shop/src/main/resources/io/casebook/shop/openapi.json");
    private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\\n(# tools.yaml\\n.*?)```");
    private static final String LISTED =
            "{\"tools\": [{\"name\": \"%s\", \"description\": \"Does it.\", \"inputSchema\":"
                    + " {\"type\": \"object\", \"properties\": {\"customer_id\": {\"type\": \"string\"}}}}]}";

    static Stream<String> examples() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(5);
        return blocks.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_compiles(String tools) throws IOException {
        Map<String, String> files = new HashMap<>();
        files.put(DefinitionFiles.AGENT, "id: shop\nlanguages: [en]\n");
        files.put(DefinitionFiles.TOOLS, tools);
        files.put("apis/shop.json", Files.readString(SHOP));
        files.put("apis/crm.json", LISTED.formatted("update_address"));
        files.put("apis/files.json", LISTED.formatted("read_file"));

        List<Problem> problems = switch (DefinitionCompiler.compile(new DefinitionFiles(files))) {
            case Compilation.Compiled done -> done.problems();
            case Compilation.Refused refused -> refused.problems();
        };

        assertThat(problems.stream().filter(Problem::isError)).isEmpty();
    }
}
