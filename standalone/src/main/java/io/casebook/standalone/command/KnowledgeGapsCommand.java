package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What customers ask and the articles do not answer. */
@Command(name = "gaps", description = "List what customers ask and the articles do not answer, the most wanted first.")
final class KnowledgeGapsCommand implements Callable<Integer> {
    private static final int EXAMPLES = 3;
    private static final int PERCENT = 100;
    private static final String PEOPLE = "people";

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Connection connection = new Connection();

    @Option(names = "-n", paramLabel = "N", defaultValue = "20", description = "How many. Default: ${DEFAULT-VALUE}")
    int count;

    @Option(names = "--agent", paramLabel = "ID", description = "Of this agent alone.")
    @Nullable
    String agent;

    @Option(names = "--json", description = "The answer of the HTTP API, on one line.")
    boolean json;

    @Override
    public Integer call() {
        var path = "/v1/knowledge/gaps?limit=" + count + (agent == null ? "" : "&agent_id=" + Api.encoded(agent));
        try (var api = connection.api()) {
            var answer = api.get(path);
            var printer = new Printer(spec);
            if (json) {
                printer.json(answer);
            } else {
                print(printer, answer);
            }
            return 0;
        }
    }

    private static void print(Printer printer, JsonNode answer) {
        var gaps = answer.path("gaps");
        printer.line("%s in %d questions%s"
                .formatted(
                        gaps.size() == 1 ? "1 gap" : gaps.size() + " gaps",
                        answer.path("questions").asInt(),
                        answer.path("caught_up").asBoolean() ? "" : "; the log is still being read"));
        for (var gap : gaps) {
            var trend = gap.path("trend");
            printer.line("");
            printer.line("%4d ×  %s  (%s)"
                    .formatted(
                            gap.path("gaps").asInt(),
                            gap.path("question").asText(),
                            gap.path("id").asText()));
            printer.line("        %d conversations; %d in the last 7 days, %d in the 7 before; %s"
                    .formatted(
                            gap.path("conversations").asInt(),
                            trend.path("last_week").asInt(),
                            trend.path("week_before").asInt(),
                            rate(gap.path("hand_offs"))));
            printer.line("        " + state(gap));
            gap.path("examples")
                    .valueStream()
                    .limit(EXAMPLES)
                    .forEach(example ->
                            printer.line("        - " + example.path("text").asText() + "  ("
                                    + example.path("conversation_id").asText() + ")"));
        }
    }

    private static String state(JsonNode gap) {
        var review = gap.path("review");
        if (gap.path("awaits_review").asBoolean()) {
            return "an article waits for review at /knowledge/gaps?gap="
                    + gap.path("id").asText()
                    + author(gap.path("proposal"));
        }
        if (review.isMissingNode()) {
            return "no person has resolved such a case yet; write an article";
        }
        var effect = gap.path("effect");
        return review.path("state").asText()
                + " by "
                + review.path("by").asText()
                + (effect.isMissingNode()
                        ? ""
                        : "; before: " + rate(effect.path("before")) + "; since: " + rate(effect.path("after")));
    }

    /** Who wrote what is proposed, or why no model has. */
    private static String author(JsonNode proposal) {
        var by = proposal.path("written_by").asText();
        if (proposal.has("note")) {
            return "; " + proposal.path("note").asText();
        }
        return by.isEmpty() || by.equals(PEOPLE) ? "" : ", written by " + by;
    }

    private static String rate(JsonNode share) {
        return "%d of %d handed off (%d %%)"
                .formatted(
                        share.path("handed_off").asInt(),
                        share.path("questions").asInt(),
                        Math.round(share.path("rate").asDouble() * PERCENT));
    }
}
