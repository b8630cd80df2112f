package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the agent knows. */
@Command(
        name = "knowledge",
        description = "Ask the knowledge what an agent would find or found, and publish articles.",
        subcommands = {
            KnowledgePublishCommand.class,
            KnowledgeAuditCommand.class,
            KnowledgeGapsCommand.class,
            KnowledgeNoteCommand.class
        })
final class KnowledgeCommand {
    private static final int LONGEST_TEXT = 300;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(
            name = "search",
            description = "Search the articles, as they are now or as they stood at any position or time.")
    int search(
            @Mixin Connection connection,
            @Parameters(paramLabel = "QUERY", description = "What to look for, in words.") String query,
            @Option(names = "--at", paramLabel = "POSITION|TIME", description = "As the knowledge stood then.")
                    @Nullable
                    String at,
            @Option(
                            names = "-k",
                            paramLabel = "N",
                            defaultValue = "5",
                            description = "How many passages. Default: ${DEFAULT-VALUE}")
                    int count,
            @Option(
                            names = "--visibility",
                            paramLabel = "WHO",
                            description = "public, users or internal: whose articles are searched.")
                    @Nullable
                    String visibility,
            @Option(names = "--json", description = "The answer of the HTTP API, on one line.") boolean json) {
        var path = new StringBuilder("/v1/knowledge/search?q=")
                .append(Api.encoded(query))
                .append("&k=")
                .append(count);
        if (at != null) {
            path.append("&at=").append(Api.encoded(at));
        }
        if (visibility != null) {
            path.append("&visibility=").append(Api.encoded(visibility));
        }
        try (var api = connection.api()) {
            var answer = api.get(path.toString());
            var printer = new Printer(spec);
            if (json) {
                printer.json(answer);
            } else {
                print(printer, answer);
            }
            return 0;
        }
    }

    @Command(
            name = "at",
            description = "Show what a conversation was given to read at a step, and what the articles say today.")
    int at(
            @Mixin Connection connection,
            @Parameters(index = "0", paramLabel = "CONV", description = "Id of the conversation.") String conversation,
            @Parameters(index = "1", paramLabel = "SEQ", description = "A sequence of it, such as that of a reply.")
                    long sequence,
            @Option(names = "--json", description = "On one line.") boolean json) {
        var used = KnowledgeUsed.at(connection, conversation, sequence);
        var printer = new Printer(spec);
        if (json) {
            printer.json(used.json());
        } else {
            used.print(printer);
        }
        return 0;
    }

    private static void print(Printer printer, JsonNode answer) {
        var passages = answer.path("passages");
        printer.line(
                "position %s, %d passages".formatted(answer.path("position").asText("?"), passages.size()));
        for (var passage : passages) {
            printer.line("");
            printer.line("%.3f  %s  (%s)"
                    .formatted(
                            passage.path("score").asDouble(),
                            passage.path("title").asText(),
                            passage.path("article_id").asText()));
            printer.line("       " + shortened(passage.path("text").asText()));
        }
    }

    private static String shortened(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT - 1) + "…";
    }
}
