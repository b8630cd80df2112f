package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.platform.definition.expression.Scope;
import io.casebook.platform.definition.expression.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a tool's {@code mock} block: an answer, with arguments in it, or an error. */
final class MockBlock {
    private static final List<String> KEYS = List.of("result", "error");
    private static final List<String> ERRORS = List.of("not_found", "rejected", "rate_limited", "unavailable");

    private MockBlock() {}

    static Map<String, @Nullable Object> read(
            YamlNode.Mapping block, ToolBinding binding, @Nullable JsonNode schema, Problems.InFile problems) {
        ServerBlocks.keys(block, KEYS, problems);
        YamlNode error = block.get("error");
        if ((block.get("result") == null) == (error == null)) {
            problems.error(
                    block.line(), "mock needs one of result and error", "e.g. mock: {result: {status: shipped}}");
        }
        if (error != null && !(error instanceof YamlNode.Scalar code && ERRORS.contains(code.text()))) {
            problems.error(
                    error.line(),
                    "no error is called " + error.kind(),
                    error instanceof YamlNode.Scalar code
                            ? Spelling.hint(code.text(), ERRORS)
                            : "one of " + String.join(", ", ERRORS));
        }
        Scope.Arguments arguments = ToolEntry.arguments(schema);
        Set<String> names = new LinkedHashSet<>(arguments.names());
        names.addAll(binding.parameters().keySet());
        new Braces(names, arguments.open(), problems).check(block);
        return YamlValues.members(block);
    }
}
