package io.casebook.gateway.builtin;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.TranscriptEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words of messages. */
public final class MessageText {
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+|\\S+@\\S+\\.\\S+");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’-]*");

    private MessageText() {}

    /** What the customer said last, since anybody else spoke; empty where the customer was not the last to speak. */
    public static String lastOfCustomer(List<TranscriptEntry> transcript) {
        var parts = new ArrayList<String>();
        for (var entry : transcript.reversed()) {
            if (entry.speaker() != Speaker.CUSTOMER) {
                break;
            }
            parts.addFirst(Personal.plain(entry.body()).strip());
        }
        return String.join("\n", parts);
    }

    /** On one line, without what is no language. */
    static String plain(String text) {
        return SPACE.matcher(ADDRESS.matcher(text).replaceAll(" "))
                .replaceAll(" ")
                .strip();
    }

    static int words(String text) {
        return (int) WORD.matcher(text).results().count();
    }

    /** Its words in lower case. */
    static List<String> wordsOf(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group().toLowerCase(java.util.Locale.ROOT).replace('’', '\''))
                .toList();
    }
}
