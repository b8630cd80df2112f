package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which build this is. */
@Command(name = "version", description = "Print the version of Casebook, Java and Kafka.")
final class VersionCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "One JSON object.")
    boolean json;

    @Override
    public Integer call() {
        var printer = new Printer(spec);
        if (json) {
            printer.json(JsonNodeFactory.instance
                    .objectNode()
                    .put("casebook", Version.text())
                    .put("java", Runtime.version().toString())
                    .put("kafka", AppInfoParser.getVersion()));
        } else {
            printer.line("casebook %s".formatted(Version.text()));
            printer.line("java     %s".formatted(Runtime.version()));
            printer.line("kafka    %s".formatted(AppInfoParser.getVersion()));
        }
        return 0;
    }
}
