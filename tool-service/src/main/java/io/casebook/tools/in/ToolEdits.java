package io.casebook.tools.in;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.platform.definition.Compilation;
import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.platform.definition.DefinitionCompiler;
import io.casebook.platform.definition.DefinitionFiles;
import io.casebook.platform.definition.Problem;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of an agent with a tool added, replaced or removed. Pure: what is published is up to the caller. */
final class ToolEdits {
    private ToolEdits() {}

    /** Where a tool that was made by API lies. */
    static String path(String id) {
        return DefinitionFiles.TOOL_FILES + id + ".yaml";
    }

    /** The text of a tool's file: JSON, which is YAML too. */
    static String text(ObjectNode tool) {
        return tool.toPrettyString() + "\n";
    }

    /**
     * The agent with the tool as it is sent.
     *
     * @throws ApiException where the tool stands in tools.yaml, or is no tool
     */
    static CompiledDefinition with(DefinitionFiles files, String id, ObjectNode tool) {
        return compiled(changed(files, path(id), text(tool)), path(id), Code.INVALID_ARGUMENT);
    }

    /**
     * The agent without the tool.
     *
     * @throws ApiException where the tool does not lie in a file of its own, or something needs it
     */
    static CompiledDefinition without(DefinitionFiles files, String id) {
        return compiled(changed(files, path(id), null), path(id), Code.FAILED_PRECONDITION);
    }

    /** Refuses to touch a tool that somebody keeps in tools.yaml. */
    static void requireOwnFile(DefinitionFiles files, String id) {
        if (!files.files().containsKey(path(id))) {
            throw new ApiException(
                    Code.FAILED_PRECONDITION,
                    "the tool %s stands in tools.yaml; change it there and publish the folder".formatted(id));
        }
    }

    private static DefinitionFiles changed(DefinitionFiles files, String path, @Nullable String text) {
        Map<String, String> changed = new LinkedHashMap<>(files.files());
        if (text == null) {
            changed.remove(path);
        } else {
            changed.put(path, text);
        }
        try {
            return new DefinitionFiles(changed);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("id", "the id is not usable: letters, digits, _ and -, at most 64");
        }
    }

    private static CompiledDefinition compiled(DefinitionFiles files, String path, Code refusal) {
        return switch (DefinitionCompiler.compile(files)) {
            case Compilation.Compiled done -> done.result();
            case Compilation.Refused refused -> {
                List<String> problems = refused.problems().stream()
                        .filter(Problem::isError)
                        .map(problem -> problem.toString().replace(path + ":", "line "))
                        .limit(20)
                        .toList();
                throw new ApiException(
                        refusal,
                        problems.isEmpty() ? "the definition does not compile" : problems.getFirst(),
                        Map.of("problems", problems));
            }
        };
    }
}
