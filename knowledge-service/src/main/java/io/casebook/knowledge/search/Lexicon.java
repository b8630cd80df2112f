package io.casebook.knowledge.search;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which passages hold which terms, for each language by itself. One thread adds; any thread looks up. */
final class Lexicon {
    private final Map<String, Map<String, Postings>> byLanguage = new ConcurrentHashMap<>();

    /**
     * Adds a passage.
     *
     * @param passage its number, higher than that of every one before
     * @param terms its terms with how often they stand there
     * @param length how many terms it has, repeated ones as often as they stand there
     */
    void add(String language, int passage, Map<String, Integer> terms, int length) {
        var postings = byLanguage.computeIfAbsent(language, _ -> new ConcurrentHashMap<>());
        terms.forEach((term, count) -> postings.compute(
                term, (_, known) -> (known == null ? Postings.NONE : known).with(passage, count, length)));
    }

    Postings find(String language, String term) {
        var postings = byLanguage.get(language);
        return postings == null ? Postings.NONE : postings.getOrDefault(term, Postings.NONE);
    }
}
