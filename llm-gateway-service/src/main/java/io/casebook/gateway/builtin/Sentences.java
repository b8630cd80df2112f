package io.casebook.gateway.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a text into sentences and lines. */
final class Sentences {
    /** A stop, then a space and the beginning of another sentence; not after common abbreviations or initials. */
    private static final Pattern END = Pattern.compile(
            "(?<=[.!?…][\"'”’)]{0,2})(?<!\\b(?:e\\.g|i\\.e|z\\.B|d\\.h|approx|incl|excl|Mr|Mrs|Ms|Dr|St|No|Nr|vs|etc|ca|\\p{Lu})\\.)\\s+(?=[\\p{Lu}\\p{N}\"“(])");

    private Sentences() {}

    static List<String> of(String text) {
        var sentences = new ArrayList<String>();
        for (var line : text.split("\\n")) {
            for (var sentence : END.split(line)) {
                var plain = sentence.strip();
                if (!plain.isEmpty()) {
                    sentences.add(plain);
                }
            }
        }
        return sentences;
    }
}
