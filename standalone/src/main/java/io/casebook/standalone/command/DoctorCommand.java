package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casebook.standalone.doctor.Examination;
import io.casebook.standalone.doctor.Finding;
import io.casebook.standalone.program.CommandFailure;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether this machine can run Casebook. */
@Command(name = "doctor", description = "Look at this machine: can Casebook run here, and if not, what to do about it.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:CASEBOOK_DATA:-data}",
            description = "The data folder to look at. Default: ./${DEFAULT-VALUE}")
    Path data = Path.of("data");

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "${env:CASEBOOK_HTTP_PORT:-8080}",
            description = "Default: ${DEFAULT-VALUE}")
    int httpPort = 8080;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "${env:CASEBOOK_KAFKA_PORT:-9092}",
            description = "Default: ${DEFAULT-VALUE}")
    int kafkaPort = 9092;

    @Option(names = "--json", description = "One JSON object a finding and line.")
    boolean json;

    @Override
    public Integer call() {
        var findings = new Examination(data, httpPort, kafkaPort).findings();
        var printer = new Printer(spec);
        findings.forEach(finding -> print(printer, finding));
        var wrong = findings.stream().filter(finding -> !finding.fine()).count();
        if (!json) {
            printer.line(wrong == 0 ? "all fine" : "%d to mend".formatted(wrong));
        }
        return wrong == 0 ? 0 : CommandFailure.FAILED;
    }

    private void print(Printer printer, Finding finding) {
        if (json) {
            printer.json(JsonNodeFactory.instance
                    .objectNode()
                    .put("subject", finding.subject())
                    .put("fine", finding.fine())
                    .put("detail", finding.detail())
                    .put("remedy", finding.remedy()));
            return;
        }
        printer.line("%-6s %-12s %s".formatted(finding.fine() ? "ok" : "WRONG", finding.subject(), finding.detail()));
        if (!finding.fine()) {
            printer.line("%20s%s".formatted("", "-> " + finding.remedy()));
        }
    }
}
