package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.gateway.models.ModelsFile;
import io.casebook.gateway.models.ModelsFileException;
import io.casebook.gateway.trial.ModelReport;
import io.casebook.gateway.trial.ModelTrials;
import io.casebook.gateway.trial.Trial;
import io.casebook.standalone.program.CommandFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The models of an installation. */
@Command(name = "models", description = "Try out the models of a models file.")
final class ModelsCommand {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(
            name = "test",
            description = "Call each model once for a text, a tool call and JSON, and print what works.",
            footer = {"", "Exit code 1 where a model fails in one of them. The calls cost what the models cost."})
    int test(
            @Option(
                            names = "--models",
                            paramLabel = "FILE",
                            defaultValue = "${env:CASEBOOK_MODELS:-models.yaml}",
                            description = "The models file. Default: ${DEFAULT-VALUE}")
                    Path models,
            @Option(
                            names = "--within",
                            paramLabel = "SECONDS",
                            defaultValue = "60",
                            description = "How long one call may take. Default: ${DEFAULT-VALUE}")
                    int seconds,
            @Option(names = "--json", description = "One JSON object a model and line.") boolean json,
            @Parameters(paramLabel = "MODEL", arity = "0..*", description = "Only these.") @Nullable
                    List<String> names) {
        var file = file(models);
        var wanted = names == null ? List.<String>of() : names;
        wanted.stream()
                .filter(name -> !file.models().containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw CommandFailure.misused("%s has no model %s; it has %s"
                            .formatted(
                                    models,
                                    name,
                                    String.join(", ", file.models().keySet())));
                });
        if (seconds < 1) {
            throw CommandFailure.misused("--within is %d; it must be at least 1 second".formatted(seconds));
        }
        var printer = new Printer(spec);
        try (var trials = new ModelTrials(file, System::getenv, Duration.ofSeconds(seconds))) {
            var reports = trials.run(wanted, report -> {
                if (json) {
                    printer.json(json(report));
                }
            });
            if (!json) {
                print(printer, reports);
            }
            return reports.stream().allMatch(ModelReport::works) ? 0 : CommandFailure.FAILED;
        }
    }

    private static ModelsFile file(Path path) {
        try {
            return ModelsFile.parse(path);
        } catch (ModelsFileException e) {
            throw CommandFailure.misused("the models cannot be used%n%s".formatted(e.getMessage()));
        }
    }

    private static void print(Printer printer, List<ModelReport> reports) {
        var rows = new ArrayList<List<String>>();
        for (var report : reports) {
            rows.add(List.of(
                    report.spec().name(),
                    report.works() ? "yes" : "no",
                    latency(report),
                    mark(report, Trial.TEXT),
                    mark(report, Trial.TOOLS),
                    mark(report, Trial.JSON),
                    price(report)));
        }
        printer.table(List.of("MODEL", "WORKS", "LATENCY", "TEXT", "TOOLS", "JSON", "USD PER MILLION IN / OUT"), rows);
        for (var report : reports) {
            report.findings().forEach((trial, finding) -> {
                if (!finding.problem().isEmpty()) {
                    printer.line("%s, %s: %s"
                            .formatted(report.spec().name(), trial.name().toLowerCase(Locale.ROOT), finding.problem()));
                }
            });
        }
    }

    private static String mark(ModelReport report, Trial trial) {
        var finding = report.findings().get(trial);
        return finding != null && finding.works() ? "yes" : "no";
    }

    private static String latency(ModelReport report) {
        var finding = report.findings().get(Trial.TEXT);
        return finding == null ? "" : finding.latencyMs() + " ms";
    }

    private static String price(ModelReport report) {
        var prices = report.spec().prices().at(Instant.now());
        return prices == null
                ? "no price"
                : prices.input().toPlainString() + " / " + prices.output().toPlainString();
    }

    private static ObjectNode json(ModelReport report) {
        var line = Api.JSON.createObjectNode();
        line.put("model", report.spec().name());
        line.put("endpoint_model", report.spec().model());
        line.put("works", report.works());
        var prices = report.spec().prices().at(Instant.now());
        line.put("usd_per_million_input", prices == null ? null : prices.input());
        line.put("usd_per_million_output", prices == null ? null : prices.output());
        report.findings().forEach((trial, finding) -> {
            var tried = line.putObject(trial.name().toLowerCase(Locale.ROOT));
            tried.put("works", finding.works());
            tried.put("problem", finding.problem().isEmpty() ? null : finding.problem());
            tried.put("latency_ms", finding.latencyMs());
            tried.put("input_tokens", finding.inputTokens());
            tried.put("output_tokens", finding.outputTokens());
            tried.put("usd_micros", finding.usdMicros());
        });
        return line;
    }
}
