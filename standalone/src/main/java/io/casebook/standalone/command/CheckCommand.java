package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casebook.knowledge.articles.ArticleProblem;
import io.casebook.platform.definition.Problem;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.publish.AgentFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is wrong with an agent's folder before a customer finds out. */
@Command(name = "check", description = "Compile an agent's folder and print what is wrong with it, with file and line.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "The folder that holds agent.yaml.")
    Path folder = Path.of(".");

    @Option(names = "--json", description = "One JSON object a problem and line.")
    boolean json;

    @Override
    public Integer call() {
        try {
            var agent = AgentFolder.read(folder);
            var articles = Progress.reading(
                            agent.knowledge(),
                            agent.compiled() == null
                                    ? "unnamed"
                                    : agent.definition().agentId())
                    .problems();
            var printer = new Printer(spec);
            if (json) {
                agent.problems().forEach(problem -> printer.json(json(problem)));
                articles.forEach(problem -> printer.json(json(problem)));
            } else {
                agent.report().forEach(printer::line);
                articles.forEach(problem ->
                        printer.line(folder.resolve(problem.toString()).toString()));
                printer.line(verdict(agent, articles));
            }
            return agent.errors() > 0 || !articles.isEmpty() ? CommandFailure.FAILED : 0;
        } catch (IOException e) {
            throw CommandFailure.misused(String.valueOf(e.getMessage()));
        }
    }

    private static String verdict(AgentFolder agent, List<ArticleProblem> articles) {
        var errors = agent.errors() + articles.size();
        if (errors > 0) {
            return "%d %s to mend".formatted(errors, errors == 1 ? "error" : "errors");
        }
        var definition = agent.definition();
        return "agent %s, version %s: %d procedures, %d tools, no errors"
                .formatted(
                        definition.agentId(),
                        definition.version(),
                        definition.procedures().size(),
                        definition.tools().size());
    }

    private static com.fasterxml.jackson.databind.JsonNode json(Problem problem) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("file", problem.file())
                .put("line", problem.line())
                .put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
                .put("message", problem.message())
                .put("hint", problem.hint());
    }

    private static com.fasterxml.jackson.databind.JsonNode json(ArticleProblem problem) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("file", problem.file())
                .put("line", problem.line())
                .put("severity", "error")
                .put("message", problem.message())
                .put("hint", "");
    }
}
