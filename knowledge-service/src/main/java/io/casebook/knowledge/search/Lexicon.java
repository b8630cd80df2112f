package io.casebook.knowledge.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which passages hold which terms, for each language by itself. One thread adds; any thread looks up. */
final class Lexicon {
    private final Map<String, Map<String, Postings>> byLanguage = new ConcurrentHashMap<>();

    void add(String language, int passage, List<String> terms) {
        var postings = byLanguage.computeIfAbsent(language, key -> new ConcurrentHashMap<>());
        var counts = new HashMap<String, Integer>();
        terms.forEach(term -> counts.merge(term, 1, Integer::sum));
        counts.forEach((term, count) ->
                postings.put(term, postings.getOrDefault(term, Postings.NONE).with(passage, count)));
    }

    Postings find(String language, String term) {
        var postings = byLanguage.get(language);
        return postings == null ? Postings.NONE : postings.getOrDefault(term, Postings.NONE);
    }
}
