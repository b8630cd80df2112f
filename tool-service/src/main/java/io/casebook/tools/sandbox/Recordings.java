package io.casebook.tools.sandbox;

import io.casebook.tools.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Results of earlier calls, by tool and arguments. Immutable. */
public final class Recordings {
    /** More than any rehearsal needs, little enough for memory. */
    private static final long LARGEST = 64L << 20;

    private final Map<String, Recorded> results;

    private Recordings(Map<String, Recorded> results) {
        this.results = results;
    }

    /** None. */
    public static Recordings none() {
        return new Recordings(Map.of());
    }

    /**
     * Reads lines of {@code {"tool": …, "arguments": {…}, "result": …}}, with {@code told} in place of {@code result} for what the log
     * has of one, or {@code failure} and a reason. Of two with the same tool and arguments the last counts.
     *
     * @throws IllegalArgumentException with file and line where one cannot be read
     */
    public static Recordings read(Path file) {
        var results = new LinkedHashMap<String, Recorded>();
        try {
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException("%s has more than %d bytes; record less".formatted(file, LARGEST));
            }
            var number = 0;
            for (var line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank()) {
                    take(results, line, file + ":" + number);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "casebook.tools.sandbox-recordings: %s cannot be read (%s)"
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
        return new Recordings(results);
    }

    private static void take(Map<String, Recorded> results, String line, String where) {
        var entry = Json.parse(line);
        var tool = entry == null ? null : entry.get("tool");
        var arguments = entry == null ? null : entry.get("arguments");
        var result = entry == null ? null : recorded(entry);
        if (tool == null || !tool.isString() || arguments == null || !arguments.isObject() || result == null) {
            throw new IllegalArgumentException(
                    "%s is no recorded result; write {\"tool\": \"…\", \"arguments\": {…}, \"result\": …}, or told or failure in place of result"
                            .formatted(where));
        }
        results.put(key(tool.stringValue(), arguments), result);
    }

    /** One of the three. */
    private static @Nullable Recorded recorded(JsonNode entry) {
        var result = entry.get("result");
        var told = entry.get("told");
        var failure = entry.get("failure");
        if (Stream.of(result, told, failure).filter(Objects::nonNull).count() != 1) {
            return null;
        }
        if (failure != null) {
            return failure.isString() && !failure.stringValue().isBlank()
                    ? new Recorded.Failed(failure.stringValue())
                    : null;
        }
        return result != null ? new Recorded.Returned(result) : new Recorded.Told(Objects.requireNonNull(told));
    }

    /** The result of that call; null where none is recorded. */
    @Nullable
    Recorded find(String tool, JsonNode arguments) {
        // What is handed on may be changed.
        return switch (results.get(key(tool, arguments))) {
            case null -> null;
            case Recorded.Returned returned ->
                new Recorded.Returned(returned.content().deepCopy());
            case Recorded.Told told -> new Recorded.Told(told.content().deepCopy());
            case Recorded.Failed failed -> failed;
        };
    }

    /** The order of members does not matter. */
    private static String key(String tool, JsonNode arguments) {
        return tool + " " + Json.text(Json.sorted(arguments));
    }
}
