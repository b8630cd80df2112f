package io.casebook.conversation.check;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A draft is in the customer's language; while that is unknown, in one that the agent speaks. */
final class SameLanguage {
    private SameLanguage() {}

    static @Nullable Fault fault(Draft draft, Background background) {
        var language = draft.language();
        if (language == null) {
            return null;
        }
        var wanted = background.customerLanguage();
        if (wanted != null) {
            return primary(wanted).equals(primary(language))
                    ? null
                    : new Fault("it is in " + language + ", and the customer writes " + wanted, null);
        }
        var spoken =
                background.spoken().stream().anyMatch(known -> primary(known).equals(primary(language)));
        return spoken
                ? null
                : new Fault(
                        "it is in " + language + ", and the agent speaks " + String.join(", ", background.spoken()),
                        null);
    }

    private static String primary(String language) {
        var end = language.indexOf('-');
        return (end < 0 ? language : language.substring(0, end)).toLowerCase(Locale.ROOT);
    }
}
