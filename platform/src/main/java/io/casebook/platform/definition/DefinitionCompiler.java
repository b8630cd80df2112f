package io.casebook.platform.definition;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.AgentDefinitionBuilder;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Tool;
import io.casebook.platform.definition.CompiledDefinition.PromptKey;
import io.casebook.platform.definition.expression.Spelling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns an agent's files into its definition, or says what is wrong with them. Deterministic, and never throws. */
public final class DefinitionCompiler {

    private final DefinitionFiles files;
    private final Problems problems = new Problems();

    private DefinitionCompiler(DefinitionFiles files) {
        this.files = files;
    }

    /** Compiles files. */
    public static Compilation compile(DefinitionFiles files) {
        return new DefinitionCompiler(files).compile();
    }

    /**
     * Reads and compiles a folder.
     *
     * @throws IOException when the folder cannot be read at all
     */
    public static Compilation compile(Path folder) throws IOException {
        try {
            return compile(DefinitionFiles.read(folder));
        } catch (UnreadableDefinitionException e) {
            return new Compilation.Refused(List.of(e.problem()));
        }
    }

    private Compilation compile() {
        Map<String, ToolEntry> tools = ToolsFile.read(files.files(), problems);
        AgentDefinitionBuilder agent = AgentFile.read(files.files().get(DefinitionFiles.AGENT), tools, problems);
        AgentDefinition soFar = (agent != null ? agent : AgentDefinition.builder("unnamed")).build();
        List<ReadProcedure> procedures = procedures(soFar, tools);
        Map<PromptKey, PromptText> prompts = prompts();
        scenarios();
        if (agent == null || problems.hasErrors()) {
            return new Compilation.Refused(problems.all());
        }
        Map<String, Procedure> byId = new LinkedHashMap<>();
        procedures.forEach(read -> byId.put(read.procedure().id(), read.procedure()));
        Map<String, Tool> byName = new LinkedHashMap<>();
        tools.forEach((name, entry) -> byName.put(name, entry.tool()));
        AgentDefinition definition =
                agent.version(files.version()).procedures(byId).tools(byName).build();
        return new Compilation.Compiled(new CompiledDefinition(definition, files, prompts), problems.all());
    }

    private List<ReadProcedure> procedures(AgentDefinition agent, Map<String, ToolEntry> tools) {
        ProcedureSetting setting = new ProcedureSetting(
                tools,
                agent.handOff(),
                agent.languages(),
                agent.models().generative(ModelRole.REASON),
                BorrowedNames.of(under(DefinitionFiles.PROCEDURES, ".md")));
        Map<String, ReadProcedure> byId = new LinkedHashMap<>();
        List<ReadProcedure> read = new ArrayList<>();
        under(DefinitionFiles.PROCEDURES, ".md").forEach((path, text) -> {
            ReadProcedure procedure = ProcedureFile.read(path, text, setting, problems);
            if (procedure != null) {
                ReadProcedure earlier = byId.putIfAbsent(procedure.procedure().id(), procedure);
                if (earlier != null) {
                    problems.in(path)
                            .error(
                                    procedure.line(),
                                    "a procedure " + procedure.procedure().id() + " is already in " + earlier.file(),
                                    "give one of them another id");
                }
                read.add(procedure);
            }
        });
        JumpGraph.check(byId, problems);
        for (ReadProcedure procedure : read) {
            // What a broken file misses would only be reported a second time.
            if (!problems.in(procedure.file()).broken()) {
                NameFlow.check(procedure, setting.names(), problems);
            }
        }
        Triggers.check(read, problems);
        return read;
    }

    private Map<PromptKey, PromptText> prompts() {
        Map<PromptKey, PromptText> prompts = new LinkedHashMap<>();
        under(DefinitionFiles.PROMPTS, ".md").forEach((path, text) -> {
            String[] parts = path.split("/");
            if (parts.length != 3) {
                problems.in(path).error(1, "a prompt lies in prompts/<purpose>/<model family>.md", "");
            } else if (!PromptText.PURPOSES.contains(parts[1])) {
                problems.in(path)
                        .error(
                                1,
                                "no prompt has the purpose " + parts[1],
                                Spelling.hint(parts[1], PromptText.PURPOSES));
            } else {
                PromptText prompt = prompt(text, problems.in(path));
                if (prompt != null) {
                    prompts.put(new PromptKey(parts[1], parts[2].replaceFirst("\\.md$", "")), prompt);
                }
            }
        });
        return prompts;
    }

    private static @Nullable PromptText prompt(String text, Problems.InFile problems) {
        try {
            PromptText prompt = PromptText.compile(text);
            if (prompt.earlierNotation()) {
                problems.warning(
                        1,
                        "the prompt is written in an earlier notation",
                        "write {name} for {{name}}, and {#if name} … {/if} for {{#name}} … {{/name}}");
            }
            return prompt;
        } catch (PromptText.Unusable e) {
            problems.error(e.line(), e.getMessage(), e.hint());
            return null;
        }
    }

    /** That they can be read; what they expect is for the simulation to say. */
    private void scenarios() {
        under(DefinitionFiles.SCENARIOS, ".yaml").forEach((path, text) -> YamlReader.read(text, 0, problems.in(path)));
    }

    private Map<String, String> under(String folder, String ending) {
        Map<String, String> found = new LinkedHashMap<>();
        files.files().forEach((path, text) -> {
            if (path.startsWith(folder)) {
                if (path.endsWith(ending)) {
                    found.put(path, text);
                } else {
                    problems.in(path).warning(1, "the file is not read", "files in " + folder + " end with " + ending);
                }
            }
        });
        return found;
    }
}
