package io.casebook.gateway.builtin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Knows the small words of some languages. Costs next to nothing, and is surer of short messages than letter statistics. */
final class FunctionWords {
    private static final FunctionWords LOADED = new FunctionWords(TextResource.lines("function-words.txt"));

    private final Map<String, List<String>> languagesOf = new HashMap<>();

    private FunctionWords(List<String> lines) {
        for (var line : lines) {
            var colon = line.indexOf(':');
            var language = line.substring(0, colon);
            for (var word : line.substring(colon + 1).strip().split(" ")) {
                var languages = languagesOf.computeIfAbsent(word, _ -> new ArrayList<>());
                if (!languages.contains(language)) {
                    languages.add(language);
                }
            }
        }
    }

    /**
     * How much each language is in some words: a word that only one language has counts 1, one that two have counts a half for
     * each.
     */
    static Map<String, Double> weigh(List<String> words) {
        var weights = new LinkedHashMap<String, Double>();
        for (var word : words) {
            var languages = LOADED.languagesOf.getOrDefault(word, List.of());
            for (var language : languages) {
                weights.merge(language, 1.0 / languages.size(), Double::sum);
            }
        }
        return weights;
    }
}
