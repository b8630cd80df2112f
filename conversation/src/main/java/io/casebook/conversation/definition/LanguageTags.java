package io.casebook.conversation.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of several languages is meant by another: {@code de-AT} is spoken by whoever speaks {@code de}. */
final class LanguageTags {
    private LanguageTags() {}

    /** The one that is the language itself, else the one that it is a variant of; null where there is neither. */
    static @Nullable String match(List<String> spoken, String language) {
        for (var wanted : List.of(language, primary(language))) {
            for (var each : spoken) {
                if (each.equalsIgnoreCase(wanted)) {
                    return each;
                }
            }
        }
        return null;
    }

    private static String primary(String language) {
        var end = language.indexOf('-');
        return end < 0 ? language : language.substring(0, end);
    }
}
