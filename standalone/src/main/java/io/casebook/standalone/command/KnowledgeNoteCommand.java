package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.standalone.program.CommandFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the agent is to know for a while. */
@Command(
        name = "note",
        description =
                "Tell the agent what holds for a while only, such as an outage: a note begins and ends by itself.")
final class KnowledgeNoteCommand {
    private static final Pattern LASTS = Pattern.compile("([1-9]\\d{0,4})([mhd])");
    private static final int ID_LENGTH = 8;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(name = "add", description = "Write a note; with the id of one that is there, change it.")
    int add(
            @Mixin Connection connection,
            @Parameters(paramLabel = "TEXT", description = "A few sentences, in Markdown.") String text,
            @Option(names = "--for", paramLabel = "TIME", description = "How long it holds: 45m, 4h or 3d.") @Nullable
                    String lasts,
            @Option(names = "--until", paramLabel = "TIME", description = "Until when: 2026-01-31T12:00:00Z.") @Nullable
                    String until,
            @Option(names = "--from", paramLabel = "TIME", description = "From when. Default: now") @Nullable
                    String from,
            @Option(names = "--id", paramLabel = "ID", description = "Its id. Default: a new one") @Nullable String id,
            @Option(names = "--title", paramLabel = "TITLE", description = "Its title. Default: how it begins")
                    @Nullable
                    String title,
            @Option(
                            names = "--visibility",
                            paramLabel = "WHO",
                            defaultValue = "public",
                            description = "public, users or internal. Default: ${DEFAULT-VALUE}")
                    String visibility,
            @Option(names = "--agent", paramLabel = "ID", description = "For this agent alone.") @Nullable String agent,
            @Option(names = "--json", description = "The answer of the HTTP API, on one line.") boolean json) {
        var start = from == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : time("--from", from);
        var note = Api.JSON.createObjectNode();
        note.put("id", id == null ? UUID.randomUUID().toString().substring(0, ID_LENGTH) : id);
        note.put("body", text);
        note.put("end", end(start, lasts, until).toString());
        note.put("visibility", visibility);
        if (from != null) {
            note.put("start", start.toString());
        }
        if (title != null) {
            note.put("title", title);
        }
        if (agent != null) {
            note.put("agent_id", agent);
        }
        try (var api = connection.api()) {
            return print(api.call("POST", "/v1/notes", note), json);
        }
    }

    @Command(name = "list", description = "List the notes: those that hold, then what is planned, then what is over.")
    int list(
            @Mixin Connection connection,
            @Option(names = "--json", description = "The answer of the HTTP API, on one line.") boolean json) {
        try (var api = connection.api()) {
            var notes = api.get("/v1/notes");
            var printer = new Printer(spec);
            if (json) {
                printer.json(notes);
                return 0;
            }
            if (notes.isEmpty()) {
                printer.line("no notes; write one with: casebook knowledge note add TEXT --for 4h");
            }
            notes.forEach(note -> printer.line(line(note)));
            return 0;
        }
    }

    @Command(name = "end", description = "End a note that holds, from now on.")
    int end(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID", description = "Id of the note.") String id,
            @Option(names = "--json", description = "The answer of the HTTP API, on one line.") boolean json) {
        try (var api = connection.api()) {
            return print(api.call("POST", path(id) + "/end", Api.JSON.createObjectNode()), json);
        }
    }

    @Command(name = "delete", description = "Take a note away, also one that is only planned.")
    int delete(
            @Mixin Connection connection, @Parameters(paramLabel = "ID", description = "Id of the note.") String id) {
        try (var api = connection.api()) {
            api.call("DELETE", path(id), Api.JSON.createObjectNode());
            new Printer(spec).line("deleted " + id);
            return 0;
        }
    }

    private int print(JsonNode note, boolean json) {
        var printer = new Printer(spec);
        if (json) {
            printer.json(note);
        } else {
            printer.line(line(note));
        }
        return 0;
    }

    private static String line(JsonNode note) {
        return "%-8s %s  %s to %s  %s  (%s)"
                .formatted(
                        note.path("state").asText(),
                        note.path("id").asText(),
                        note.path("start").asText(),
                        note.path("end").asText(),
                        note.path("title").asText(),
                        note.path("visibility").asText());
    }

    private static String path(String id) {
        return "/v1/notes/" + Api.encoded(id);
    }

    private static Instant end(Instant start, @Nullable String lasts, @Nullable String until) {
        if ((lasts == null) == (until == null)) {
            throw CommandFailure.misused("say how long the note holds: --for 4h, or --until 2026-01-31T12:00:00Z");
        }
        return until != null ? time("--until", until) : start.plus(duration(lasts == null ? "" : lasts));
    }

    private static Duration duration(String text) {
        var parts = LASTS.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw CommandFailure.misused(
                    "--for is '%s'; write minutes, hours or days such as 45m, 4h or 3d".formatted(text));
        }
        var count = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static Instant time(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw CommandFailure.misused(
                    "%s is '%s'; write a time such as 2026-01-31T12:00:00Z".formatted(option, text));
        }
    }
}
