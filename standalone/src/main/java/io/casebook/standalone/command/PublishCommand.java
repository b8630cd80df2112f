package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casebook.knowledge.articles.PublishReport;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.publish.AgentFolder;
import io.casebook.standalone.publish.AgentPublisher;
import io.casebook.standalone.publish.DefinitionPublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a new version of an agent to the customers of a running Casebook. */
@Command(
        name = "publish",
        description =
                "Publish an agent's folder: its definition as a new version, and its articles. Nothing is restarted.")
final class PublishCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Connection connection = new Connection();

    @Parameters(paramLabel = "DIR", description = "The folder that holds agent.yaml.")
    Path folder = Path.of(".");

    @Option(
            names = "--canary",
            paramLabel = "SHARE",
            description = "Let it answer only this share of the conversations, from 0 to 1.")
    @Nullable
    Double canary;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            defaultValue = "${env:CASEBOOK_TENANT:-default}",
            description = "Whose installation it is. Default: ${DEFAULT-VALUE}")
    String tenant = "default";

    @Option(names = "--json", description = "One JSON object.")
    boolean json;

    @Override
    public Integer call() {
        var share = canary;
        if (share != null && !(share >= 0 && share <= 1)) {
            throw CommandFailure.misused("--canary is %s; a share is a number from 0 to 1".formatted(share));
        }
        try {
            var agent = AgentFolder.read(folder);
            agent.report().forEach(spec.commandLine().getErr()::println);
            if (agent.errors() > 0) {
                throw CommandFailure.misused(
                        "the agent in %s has %d errors; nothing was published".formatted(folder, agent.errors()));
            }
            try (var publisher =
                    new AgentPublisher(connection.kafkaClients(), connection.topics(), tenant, "casebook publish")) {
                var outcome = share == null ? publisher.release(agent) : publisher.canary(agent, share);
                var articles = publisher.articles(agent);
                articles.problems()
                        .forEach(problem -> spec.commandLine().getErr().println(folder.resolve(problem.toString())));
                articles.doubts()
                        .forEach(doubt ->
                                spec.commandLine().getErr().println("warning: " + folder.resolve(doubt.toString())));
                print(agent, outcome, articles);
                return articles.clean() ? 0 : CommandFailure.FAILED;
            }
        } catch (IOException e) {
            throw CommandFailure.misused(String.valueOf(e.getMessage()));
        }
    }

    private void print(AgentFolder agent, DefinitionPublisher.Outcome outcome, PublishReport articles) {
        var id = agent.definition().agentId();
        var printer = new Printer(spec);
        if (json) {
            var object = JsonNodeFactory.instance
                    .objectNode()
                    .put("agent_id", id)
                    .put("version", outcome.version())
                    .put("published", outcome.published())
                    .put("released", outcome.released());
            object.putObject("articles")
                    .put("added", articles.added())
                    .put("changed", articles.changed())
                    .put("unchanged", articles.unchanged())
                    .put("retired", articles.retired())
                    .put("skipped", articles.problems().size());
            printer.json(object);
            return;
        }
        printer.line("agent %s, version %s: %s%s"
                .formatted(
                        id,
                        outcome.version(),
                        outcome.published() ? "published" : "already published",
                        outcome.released() ? ", now answering" : ""));
        printer.line("articles: %d added, %d changed, %d unchanged, %d retired, %d skipped"
                .formatted(
                        articles.added(),
                        articles.changed(),
                        articles.unchanged(),
                        articles.retired(),
                        articles.problems().size()));
    }
}
