package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.standalone.program.CommandFailure;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is wrong with the articles as a whole. */
@Command(
        name = "audit",
        description =
                "Look at all articles: contradictions, internal and personal details, broken links, old and unused ones.")
final class KnowledgeAuditCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Connection connection = new Connection();

    @Option(names = "--json", description = "The answer of the HTTP API, on one line.")
    boolean json;

    @Override
    public Integer call() {
        try (var api = connection.api()) {
            var report = api.get("/v1/knowledge/audit");
            var findings = report.path("findings");
            var printer = new Printer(spec);
            if (json) {
                printer.json(report);
            } else {
                print(printer, report);
            }
            return clean(findings) ? 0 : CommandFailure.FAILED;
        }
    }

    /** Whether nothing is wrong but what a model has cleared. */
    private static boolean clean(JsonNode findings) {
        return findings.valueStream().allMatch(KnowledgeAuditCommand::isCleared);
    }

    private static boolean isCleared(JsonNode finding) {
        return finding.has("judgement") && !finding.at("/judgement/confirmed").asBoolean();
    }

    private static void print(Printer printer, JsonNode report) {
        var counts = new TreeMap<String, Integer>();
        for (var finding : report.path("findings")) {
            var kind = finding.path("kind").asText().replace('_', ' ') + (isCleared(finding) ? " (cleared)" : "");
            counts.merge(kind, 1, Integer::sum);
            printer.line("%s: %s (%s) %s"
                    .formatted(
                            kind,
                            finding.path("article_id").asText(),
                            finding.path("title").asText(),
                            finding.path("message").asText()));
            if (finding.has("excerpt")) {
                printer.line("    " + finding.path("excerpt").asText().replaceAll("\\s+", " "));
            }
            if (finding.has("judgement")) {
                printer.line("    %s: %s"
                        .formatted(
                                finding.at("/judgement/model").asText(),
                                finding.at("/judgement/reason").asText()));
            }
        }
        printer.line("%d articles at position %d: %s"
                .formatted(
                        report.path("articles").asInt(),
                        report.path("position").asLong(),
                        counts.isEmpty() ? "nothing found" : counts.toString().replaceAll("[{}]", "")));
        if (report.has("compared")) {
            printer.line("pairs of passages judged by models: %d of %d"
                    .formatted(
                            report.at("/compared/judged").asInt(),
                            report.at("/compared/pairs").asInt()));
        }
    }
}
