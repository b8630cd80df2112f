package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.publish.AgentFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the agent can call: looked at, tried by hand, and taken over from servers that describe themselves. */
@Command(
        name = "tools",
        description = "Look at an agent's tools as models see them, call one, and take tools over from a server.",
        subcommands = {ImportOpenApiCommand.class, ImportMcpCommand.class})
final class ToolsCommand {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(name = "list", description = "Show each tool as models see it, and what the platform does about it.")
    int list(
            @Mixin Connection connection,
            @Option(names = "--agent", paramLabel = "DIR", description = "A folder; default is the running agent.")
                    @Nullable
                    Path folder,
            @Option(names = "--json", description = "One JSON object a tool and line.") boolean json) {
        var printer = new Printer(spec);
        for (var tool : folder == null ? running(connection) : inFolder(folder)) {
            if (json) {
                printer.json(tool);
            } else {
                ToolSheet.lines(tool).forEach(printer::line);
                printer.line("");
            }
        }
        return 0;
    }

    @Command(
            name = "test",
            description =
                    "Call a tool under the same rules as the agent: schema, binding, conditions, limits, redaction.")
    int test(
            @Mixin Connection connection,
            @Parameters(paramLabel = "TOOL", description = "Name of the tool.") String tool,
            @Option(
                            names = {"-a", "--arguments"},
                            paramLabel = "JSON",
                            defaultValue = "{}",
                            description = "What a model would send.")
                    String arguments,
            @Option(names = "--customer", paramLabel = "ID", description = "For whom.") @Nullable String customer,
            @Option(names = "--resource", paramLabel = "NAME=JSON", description = "Data attached to the conversation.")
                    @Nullable
                    Map<String, String> resources,
            @Option(
                            names = "--agent",
                            paramLabel = "DIR",
                            description = "A folder, whose tools are called from here; default is the running agent.")
                    @Nullable
                    Path folder,
            @Option(names = "--confirm", description = "Call it although it changes something.") boolean confirmed,
            @Option(
                            names = "--idempotency-key",
                            paramLabel = "KEY",
                            description = "The same as of an earlier call, to have it done once; default is a new one.")
                    @Nullable
                    String key) {
        if (folder != null && key != null) {
            throw CommandFailure.misused("--idempotency-key is for the running Casebook; leave out --agent or the key");
        }
        var call = new ToolTrial(
                tool,
                object("--arguments", arguments),
                customer,
                attached(resources == null ? Map.of() : resources),
                confirmed,
                key == null ? UUID.randomUUID().toString() : key);
        var answer = folder == null ? call.over(connection) : call.from(definition(folder));
        new Printer(spec).pretty(answer);
        return answer.path("outcome").asText().equals("succeeded") ? 0 : CommandFailure.FAILED;
    }

    @Command(
            name = "record",
            description = "Write down what the tools answered in a conversation, for rehearsals of it without them.")
    int record(
            @Mixin Connection connection,
            @Parameters(paramLabel = "CONV", description = "Id of the conversation.") String conversation,
            @Option(names = "--into", paramLabel = "FILE", description = "Added to this file; default is the output.")
                    @Nullable
                    Path file) {
        var recorded = RecordedResults.of(LogQuestions.eventsOf(connection, conversation, null));
        var printer = new Printer(spec);
        var lines = recorded.lines().stream().map(Object::toString).toList();
        if (file == null) {
            lines.forEach(printer::line);
        } else {
            try {
                Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw CommandFailure.misused(
                        "%s cannot be written (%s)".formatted(file, e.getClass().getSimpleName()));
            }
            printer.line("%d results of %s are in %s".formatted(lines.size(), conversation, file));
            printer.line(
                    "rehearse with: CASEBOOK_TOOLS_SANDBOX=closed CASEBOOK_TOOLS_SANDBOX_RECORDINGS=%s ./casebook up"
                            .formatted(file));
        }
        if (recorded.unreadable() > 0) {
            printer.line("%d calls cannot be read, because they were erased".formatted(recorded.unreadable()));
        }
        return 0;
    }

    private static List<? extends JsonNode> running(Connection connection) {
        try (var api = connection.api()) {
            return api.get("/v1/tools").valueStream().toList();
        }
    }

    private static List<ObjectNode> inFolder(Path folder) {
        return definition(folder).tools().values().stream().map(ToolSheet::of).toList();
    }

    private static AgentDefinition definition(Path folder) {
        try {
            var agent = AgentFolder.read(folder);
            if (agent.errors() > 0) {
                throw CommandFailure.misused(agent.report().getFirst());
            }
            return agent.definition();
        } catch (IOException e) {
            throw CommandFailure.misused(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, ObjectNode> attached(Map<String, String> resources) {
        Map<String, ObjectNode> attached = new LinkedHashMap<>();
        resources.forEach((name, text) -> attached.put(name, object("--resource " + name, text)));
        return attached;
    }

    private static ObjectNode object(String option, String text) {
        try {
            if (Api.JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // said below
        }
        throw CommandFailure.misused("%s is no JSON object; write it as '{\"order_id\": \"1001\"}'".formatted(option));
    }
}
