package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casebook.standalone.program.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The log as tables. */
@Command(name = "projections", description = "List, rebuild or query the tables that are computed from the log.")
final class ProjectionsCommand {
    private static final String PATH = "/projections";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(name = "list", description = "List the projections, how far they have come, and how many rows they have.")
    int list(
            @Mixin Connection connection,
            @Option(names = "--json", description = "The answer of the HTTP API.") boolean json) {
        try (var api = connection.api()) {
            var answer = api.get(PATH);
            var printer = new Printer(spec);
            if (json) {
                printer.json(answer);
            } else {
                printer.table(
                        List.of("NAME", "STATE", "BEHIND", "ROWS"),
                        stream(answer.path("projections"))
                                .map(ProjectionsCommand::row)
                                .toList());
            }
            return 0;
        }
    }

    @Command(name = "rebuild", description = "Empty a projection and compute it anew from the beginning of the log.")
    int rebuild(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME", description = "Which one, as `projections list` names it.") String name,
            @Option(names = "--json", description = "The projection afterwards, on one line.") boolean json)
            throws InterruptedException {
        try (var api = connection.api()) {
            api.call("POST", "%s/%s/rebuild".formatted(PATH, Api.encoded(name)), JsonNodeFactory.instance.objectNode());
            var bar = Progress.onTerminal("rebuilding " + name);
            var view = find(api, name);
            while (isUnderWay(view)) {
                bar.passed(
                        view.path("progress").path("done").asLong(),
                        view.path("progress").path("total").asLong());
                Thread.sleep(BETWEEN_LOOKS);
                view = find(api, name);
            }
            bar.done();
            if (view.hasNonNull("fault")) {
                throw CommandFailure.failed(
                        "%s: %s".formatted(name, view.path("fault").asText()));
            }
            var printer = new Printer(spec);
            if (json) {
                printer.json(view);
            } else {
                printer.line("%s is rebuilt: %s".formatted(name, rows(view)));
            }
            return 0;
        }
    }

    @Command(name = "query", description = "Ask the tables in SQL; they cannot be changed by it.")
    int query(
            @Mixin Connection connection,
            @Parameters(
                            paramLabel = "SQL",
                            description = "Such as: SELECT status, count(*) FROM conversations GROUP BY status")
                    String sql,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "1000",
                            description = "At most so many rows. Default: ${DEFAULT-VALUE}")
                    int limit,
            @Option(names = "--json", description = "One JSON object a row and line.") boolean json) {
        try (var api = connection.api()) {
            var answer = api.call(
                    "POST",
                    PATH + "/query",
                    JsonNodeFactory.instance.objectNode().put("sql", sql).put("limit", limit));
            print(answer, json);
            return 0;
        }
    }

    private void print(JsonNode answer, boolean json) {
        var columns = stream(answer.path("columns"))
                .map(column -> column.path("name").asText())
                .toList();
        var printer = new Printer(spec);
        var rows = new ArrayList<List<String>>();
        for (var row : answer.path("rows")) {
            if (json) {
                var object = JsonNodeFactory.instance.objectNode();
                for (var i = 0; i < columns.size(); i++) {
                    object.set(columns.get(i), row.path(i));
                }
                printer.json(object);
            } else {
                rows.add(stream(row).map(ProjectionsCommand::cell).toList());
            }
        }
        if (!json) {
            printer.table(columns, rows);
        }
        if (answer.path("truncated").asBoolean()) {
            spec.commandLine().getErr().println("there are more rows; raise --limit or narrow the question");
        }
    }

    private static JsonNode find(Api api, String name) {
        return stream(api.get(PATH).path("projections"))
                .filter(view -> view.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandFailure.failed("there is no projection %s any more".formatted(name)));
    }

    private static boolean isUnderWay(JsonNode view) {
        return switch (view.path("state").asText()) {
            case "starting", "catching_up", "rebuilding" -> true;
            default -> false;
        };
    }

    private static List<String> row(JsonNode view) {
        return List.of(
                view.path("name").asText(),
                view.path("state").asText(),
                view.path("lag").asText(),
                view.hasNonNull("fault") ? view.path("fault").asText() : rows(view));
    }

    private static String rows(JsonNode view) {
        var counts = new ArrayList<String>();
        view.path("rows")
                .properties()
                .forEach(table ->
                        counts.add(table.getKey() + " " + table.getValue().asText()));
        return String.join(", ", counts);
    }

    private static String cell(JsonNode value) {
        return value.isNull() ? "" : value.asText().replaceAll("\\s+", " ");
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
