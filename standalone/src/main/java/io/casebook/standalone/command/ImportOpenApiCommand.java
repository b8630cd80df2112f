package io.casebook.standalone.command;

import io.casebook.platform.definition.ServerImport;
import io.casebook.standalone.program.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the operations of an OpenAPI description over. */
@Command(
        name = "import-openapi",
        description = "Copy an OpenAPI description into an agent's folder and write tools.yaml for its operations.")
final class ImportOpenApiCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The description, YAML or JSON.")
    Path description = Path.of(".");

    @Option(names = "--into", paramLabel = "DIR", defaultValue = ".", description = "The agent's folder. Default: here")
    Path folder = Path.of(".");

    @Option(
            names = "--server",
            paramLabel = "NAME",
            defaultValue = "api",
            description = "What the server is to be called. Default: ${DEFAULT-VALUE}")
    String server = "api";

    @Option(names = "--url", paramLabel = "URL", description = "Where the service is, e.g. '$${env:SHOP_URL}'.")
    @Nullable
    String url;

    @Override
    public Integer call() {
        var name = ImportedTools.requireName(server);
        try {
            var text = Files.readString(description);
            var file = "apis/%s.%s".formatted(name, text.stripLeading().startsWith("{") ? "json" : "yaml");
            var written = ServerImport.openapi(name, file, text, url);
            return new ImportedTools(folder, new Printer(spec)).write(file, text, written);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.misused("%s: %s".formatted(description, e.getMessage()));
        } catch (IOException e) {
            throw CommandFailure.misused(
                    "%s cannot be read as UTF-8 text; give the file of a description".formatted(description));
        }
    }
}
