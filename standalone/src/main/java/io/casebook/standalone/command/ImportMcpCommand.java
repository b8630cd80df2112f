package io.casebook.standalone.command;

import io.casebook.platform.definition.ServerImport;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.tools.call.Denied;
import io.casebook.tools.mcp.McpImport;
import io.casebook.tools.template.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes the tools of an MCP server over. */
@Command(
        name = "import-mcp",
        description = "Ask an MCP server for its tools, and write them into an agent's folder with tools.yaml.")
final class ImportMcpCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--url", paramLabel = "URL", description = "Address of a server over streamable HTTP.")
    @Nullable
    String url;

    @Option(names = "--header", paramLabel = "NAME=VALUE", description = "A header; may refer to $${secret:NAME}.")
    Map<String, String> headers = new LinkedHashMap<>();

    @Option(names = "--command", paramLabel = "PROGRAM", description = "A server that is a program of this machine.")
    @Nullable
    String command;

    @Option(names = "--arg", paramLabel = "TEXT", description = "An argument of the program; several are several.")
    List<String> arguments = new ArrayList<>();

    @Option(names = "--into", paramLabel = "DIR", defaultValue = ".", description = "The agent's folder. Default: here")
    Path folder = Path.of(".");

    @Option(
            names = "--server",
            paramLabel = "NAME",
            defaultValue = "mcp",
            description = "What the server is to be called. Default: ${DEFAULT-VALUE}")
    String server = "mcp";

    @Override
    public Integer call() {
        var name = ImportedTools.requireName(server);
        if ((url == null) == (command == null)) {
            throw CommandFailure.misused("give one of --url and --command");
        }
        var program = new ArrayList<String>();
        if (command != null) {
            program.add(command);
            program.addAll(arguments);
        }
        try {
            var listed = McpImport.listed(url, headers, program, Installation.ofProcess(null));
            var file = "apis/%s.json".formatted(name);
            var written = ServerImport.mcp(name, file, listed, connection());
            return new ImportedTools(folder, new Printer(spec)).write(file, listed, written);
        } catch (IllegalArgumentException | Denied e) {
            throw CommandFailure.misused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Object> connection() {
        Map<String, Object> connection = new LinkedHashMap<>();
        if (url != null) {
            connection.put("url", url);
            if (!headers.isEmpty()) {
                connection.put("headers", headers);
            }
        } else if (command != null) {
            connection.put("command", command);
            if (!arguments.isEmpty()) {
                connection.put("args", arguments);
            }
        }
        return connection;
    }
}
