package io.casebook.standalone.publish;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.platform.definition.Compilation;
import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.platform.definition.DefinitionCompiler;
import io.casebook.platform.definition.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent's folder, read and compiled.
 *
 * @param path where it is
 * @param compiled the agent; null where the folder has errors
 * @param problems what there is to say about the folder
 */
public record AgentFolder(Path path, @Nullable CompiledDefinition compiled, List<Problem> problems) {

    public AgentFolder {
        problems = List.copyOf(problems);
    }

    /**
     * Reads and compiles a folder.
     *
     * @throws IOException if there is no such folder or it cannot be read; the message says so
     */
    public static AgentFolder read(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new IOException(
                    Files.exists(path)
                            ? "%s is not a folder; give the folder that holds agent.yaml".formatted(path)
                            : "there is no folder %s; give the folder that holds agent.yaml".formatted(path));
        }
        return switch (DefinitionCompiler.compile(path)) {
            case Compilation.Compiled done -> new AgentFolder(path, done.result(), done.problems());
            case Compilation.Refused refused -> new AgentFolder(path, null, refused.problems());
        };
    }

    /** Where its articles are. */
    public Path knowledge() {
        return path.resolve("knowledge");
    }

    /** How many problems keep it from being used. */
    public long errors() {
        return problems.stream().filter(Problem::isError).count();
    }

    /** Each problem as {@code path/to/file:line: …}, from where the user stands. */
    public List<String> report() {
        return problems.stream()
                .map(problem -> path.resolve(problem.toString()).toString())
                .toList();
    }

    /** The agent; ask only where there are no errors. */
    public AgentDefinition definition() {
        return usable().definition();
    }

    /** True when its tools call the sample shop. */
    public boolean callsSampleShop() {
        var tools = usable().files().files().get(io.casebook.platform.definition.DefinitionFiles.TOOLS);
        return tools != null && tools.contains("${env:SHOP_URL}");
    }

    CompiledDefinition usable() {
        var done = compiled;
        if (done == null) {
            throw new IllegalStateException("the folder %s has %d errors".formatted(path, errors()));
        }
        return done;
    }
}
