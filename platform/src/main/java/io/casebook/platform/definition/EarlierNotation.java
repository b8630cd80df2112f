package io.casebook.platform.definition;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The notation that prompts had first, still read because logs name prompts that were written in it: {@code {{name}}} is replaced
 * by a value, {@code {{#name}} … {{/name}}} stays only where the value is not empty; sections do not nest.
 */
final class EarlierNotation {
    private static final Pattern MARK = Pattern.compile("\\{\\{#?[a-z_]+}}");
    private static final Pattern SECTION =
            Pattern.compile("\\{\\{#([a-z_]+)}}\\n?(.*?)\\{\\{/\\1}}\\n?", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z_]+)}}");

    private EarlierNotation() {}

    static boolean usedIn(String text) {
        return MARK.matcher(text).find();
    }

    static String fill(String text, Map<String, String> values) {
        var kept = SECTION.matcher(text)
                .replaceAll(section -> Matcher.quoteReplacement(
                        values.getOrDefault(section.group(1), "").isBlank() ? "" : section.group(2)));
        return PLACE.matcher(kept)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
    }
}
