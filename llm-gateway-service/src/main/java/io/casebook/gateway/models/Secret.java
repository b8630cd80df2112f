package io.casebook.gateway.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret is: {@code ${env:NAME}} or {@code ${file:/path}}. The value is fetched when it is needed and is never part of
 * a text that somebody sees.
 */
public sealed interface Secret {

    /** How a secret is written. */
    String NOTATION = "write ${env:NAME} or ${file:/path/of/a/file}";

    /** The value at its place. */
    sealed interface Value {}

    /**
     * It is there.
     *
     * @param text the secret itself
     */
    record Found(String text) implements Value {
        @Override
        public String toString() {
            return "Found[hidden]";
        }
    }

    /**
     * It is not there, or is unusable.
     *
     * @param reason what to do about it; holds no part of the secret
     */
    record Missing(String reason) implements Value {}

    /** Fetches the value. */
    Value value(Function<String, @Nullable String> environment);

    /** Reads the notation; null where the text is not it. */
    static @Nullable Secret of(String text) {
        var matcher = Notation.PATTERN.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        var place = matcher.group(2).strip();
        return matcher.group(1).equals("env") ? new InEnvironment(place) : new InFile(place);
    }

    /**
     * A text that is no secret, for a header.
     *
     * @param text the text
     */
    record Plain(String text) implements Secret {
        @Override
        public Value value(Function<String, @Nullable String> environment) {
            return Notation.usable(text, "the header");
        }
    }

    /**
     * A variable of the environment.
     *
     * @param name its name
     */
    record InEnvironment(String name) implements Secret {
        @Override
        public Value value(Function<String, @Nullable String> environment) {
            var text = environment.apply(name);
            if (text == null || text.isBlank()) {
                return new Missing("the environment variable " + name + " is not set; export it and start again");
            }
            return Notation.usable(text.strip(), "the environment variable " + name);
        }
    }

    /**
     * A file that holds nothing else.
     *
     * @param path its path
     */
    record InFile(String path) implements Secret {
        private static final int LARGEST = 16_384;

        @Override
        public Value value(Function<String, @Nullable String> environment) {
            try {
                var file = Path.of(path);
                if (Files.size(file) > LARGEST) {
                    return new Missing("the file " + path + " is too large for a key");
                }
                return Notation.usable(Files.readString(file).strip(), "the file " + path);
            } catch (IOException | InvalidPathException e) {
                return new Missing("the file " + path + " cannot be read; create it with the key as its only content");
            }
        }
    }

    /** The notation and what may stand in a header of HTTP. */
    final class Notation {
        private static final Pattern PATTERN = Pattern.compile("\\$\\{\\s*(env|file)\\s*:([^}]+)}");
        private static final Pattern HEADER = Pattern.compile("[\\x20-\\x7e]{1,8192}");

        private Notation() {}

        private static Value usable(String text, String place) {
            if (text.isEmpty()) {
                return new Missing(place + " is empty");
            }
            return HEADER.matcher(text).matches()
                    ? new Found(text)
                    : new Missing(
                            place + " holds characters that cannot stand in an HTTP header, such as a line break");
        }
    }
}
