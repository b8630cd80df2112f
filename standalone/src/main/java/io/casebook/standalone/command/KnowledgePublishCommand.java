package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casebook.knowledge.articles.FolderReading;
import io.casebook.knowledge.articles.PublishReport;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.publish.AgentFolder;
import io.casebook.standalone.publish.AgentPublisher;
import io.casebook.standalone.publish.WatchedArticles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a folder of articles to the customers, once or at every change. */
@Command(
        name = "publish",
        description = "Publish a folder of articles: what is new or changed is written, what is gone is retired.")
final class KnowledgePublishCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Connection connection = new Connection();

    @Parameters(paramLabel = "DIR", description = "An agent's folder, or with --agent any folder of articles.")
    Path folder = Path.of(".");

    @Option(names = "--agent", paramLabel = "ID", description = "The agent that the articles belong to.")
    @Nullable
    String agent;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            defaultValue = "${env:CASEBOOK_TENANT:-default}",
            description = "Whose installation it is. Default: ${DEFAULT-VALUE}")
    String tenant = "default";

    @Option(names = "--watch", description = "Stay, and publish again whenever a file changes, until Ctrl-C.")
    boolean watch;

    @Option(names = "--json", description = "One JSON object each time.")
    boolean json;

    /**
     * What is published.
     *
     * @param articles the folder of articles
     * @param agentId the agent that they belong to
     */
    private record Source(Path articles, String agentId) {}

    @Override
    public Integer call() {
        try {
            var source = source();
            try (var publisher = new AgentPublisher(
                    connection.kafkaClients(), connection.topics(), tenant, "casebook knowledge publish")) {
                var watched = new WatchedArticles(
                        source.articles(),
                        source.agentId(),
                        reading -> publish(publisher, source, reading),
                        spec.commandLine().getErr()::println);
                var report = publish(publisher, source, Progress.reading(source.articles(), source.agentId()));
                while (watch) {
                    Thread.sleep(watched.look());
                }
                return report.clean() ? 0 : CommandFailure.FAILED;
            }
        } catch (IOException e) {
            throw CommandFailure.misused(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private Source source() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.misused(
                    "there is no folder %s; give an agent's folder or one of articles".formatted(folder));
        }
        if (agent != null) {
            return new Source(folder, agent);
        }
        if (!Files.exists(folder.resolve("agent.yaml"))) {
            throw CommandFailure.misused(
                    "%s has no agent.yaml; give an agent's folder, or say with --agent ID whose articles these are"
                            .formatted(folder));
        }
        var read = AgentFolder.read(folder);
        if (read.errors() > 0) {
            read.report().forEach(spec.commandLine().getErr()::println);
            throw CommandFailure.misused(
                    "the agent in %s has %d errors; nothing was published".formatted(folder, read.errors()));
        }
        return new Source(read.knowledge(), read.definition().agentId());
    }

    private PublishReport publish(AgentPublisher publisher, Source source, FolderReading reading) {
        var progress = Progress.onTerminal("articles");
        var all = reading.articles().size();
        var report = publisher.articles(reading, written -> progress.passed(written, all));
        progress.done();
        print(report, source.articles().toAbsolutePath().normalize().getParent());
        return report;
    }

    private void print(PublishReport report, @Nullable Path above) {
        var err = spec.commandLine().getErr();
        var from = above == null ? Path.of("/") : above;
        report.problems().forEach(problem -> err.println(from.resolve(problem.toString())));
        report.doubts().forEach(doubt -> err.println("warning: " + from.resolve(doubt.toString())));
        var printer = new Printer(spec);
        if (json) {
            printer.json(JsonNodeFactory.instance
                    .objectNode()
                    .put("added", report.added())
                    .put("changed", report.changed())
                    .put("unchanged", report.unchanged())
                    .put("retired", report.retired())
                    .put("skipped", report.problems().size())
                    .put("doubts", report.doubts().size())
                    .put("position", report.position()));
        } else {
            printer.line("articles: %d added, %d changed, %d unchanged, %d retired, %d skipped"
                    .formatted(
                            report.added(),
                            report.changed(),
                            report.unchanged(),
                            report.retired(),
                            report.problems().size()));
        }
    }
}
