package io.casebook.gateway.builtin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Lines of the files beside the tests. */
final class TestLines {
    private TestLines() {}

    static List<String> of(String resource) {
        try (var stream = Objects.requireNonNull(TestLines.class.getResourceAsStream("/" + resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
