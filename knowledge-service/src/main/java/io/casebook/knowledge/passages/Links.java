package io.casebook.knowledge.passages;

import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses inside articles: the ones that help a reader are shown, the others are dropped. */
final class Links {
    private static final Pattern SHOWN = Pattern.compile("(?:https?://|mailto:|tel:)\\S{1,500}");
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

    private Links() {}

    /** What follows a link's words: the address in brackets, or nothing where it adds nothing or leads nowhere. */
    static String suffix(String words, String destination) {
        if (!SHOWN.matcher(destination.toLowerCase(Locale.ROOT)).matches()) {
            return "";
        }
        var bare = destination.replaceFirst("(?i)^(?:mailto|tel):", "");
        return words.contains(bare) ? "" : " (" + bare + ")";
    }

    /** A text without its web addresses, whose parts are no words to search for. */
    static String removed(String text) {
        return text.contains("://") ? ADDRESS.matcher(text).replaceAll(" ") : text;
    }
}
