package io.casebook.gateway.prompt;

import io.casebook.schemas.ContentHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places for values. {@code {{name}}} is replaced by a value, once: what a value holds is never looked at.
 * {@code {{#name}} … {{/name}}} stays only where the value is not empty; sections do not nest.
 */
public final class PromptTemplate {
    private static final Pattern SECTION =
            Pattern.compile("\\{\\{#([a-z_]+)}}\\n?(.*?)\\{\\{/\\1}}\\n?", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z_]+)}}");

    private final String text;
    private final String version;

    private PromptTemplate(String name, String text) {
        this.text = text;
        this.version = name + "-" + ContentHash.of(text);
    }

    /** The template of that name that comes with the gateway. */
    static PromptTemplate named(String name) {
        try (var stream = PromptTemplate.class.getResourceAsStream(name + ".md")) {
            if (stream == null) {
                throw new IllegalStateException("the template " + name + " is not part of this build");
            }
            return new PromptTemplate(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A template of that name and text. */
    static PromptTemplate of(String name, String text) {
        return new PromptTemplate(name, text);
    }

    /** Name and fingerprint: a changed text has another version. */
    public String version() {
        return version;
    }

    /** The text with its values; a place without a value becomes empty. */
    String fill(Map<String, String> values) {
        var kept = SECTION.matcher(text)
                .replaceAll(section -> Matcher.quoteReplacement(
                        values.getOrDefault(section.group(1), "").isBlank() ? "" : section.group(2)));
        return PLACE.matcher(kept)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")))
                .strip();
    }
}
