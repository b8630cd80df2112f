package io.casebook.knowledge.search;

import io.casebook.knowledge.passages.Chunker;
import io.casebook.knowledge.passages.PassageText;
import io.casebook.schemas.ContentHash;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The slow part of adding a record: cutting, counting, and what the passages mean. Any thread may do it, beside others. */
final class Preparation {
    private Preparation() {}

    /**
     * Prepares a record.
     *
     * @param generation whose model says what passages mean
     * @param before the version of the article that is the newest so far; null where there is none
     */
    static Prepared of(ArticleRecord record, Generation generation, @Nullable IndexedVersion before) {
        if (!(record.payload() instanceof ArticlePublished article)) {
            return new Prepared(record, generation, "", List.of());
        }
        var language = Analysis.primary(article.language());
        var texts =
                Chunker.passages(article).stream().limit(Chunker.MAX_PASSAGES).toList();
        var meanings = meanings(texts, generation, before);
        var passages = new ArrayList<Prepared.Passage>();
        for (var text : texts) {
            passages.add(Prepared.Passage.of(
                    text,
                    ContentHash.of(text.text()),
                    meanings.get(text),
                    Analysis.terms(language, text.searchable())));
        }
        return new Prepared(record, generation, language, passages);
    }

    /** What passages mean; what the version before had already is not asked for again. */
    private static Map<PassageText, Meaning> meanings(
            List<PassageText> texts, Generation generation, @Nullable IndexedVersion before) {
        var vectors = generation.vectors();
        if (vectors == null) {
            return Map.of();
        }
        var known = known(generation, before);
        var missing = texts.stream()
                .filter(text -> !known.containsKey(text))
                .distinct()
                .toList();
        var made = vectors.meanings(missing);
        for (var i = 0; i < missing.size(); i++) {
            known.put(missing.get(i), made.get(i));
        }
        return known;
    }

    /** What the passages of a version mean. */
    static Map<PassageText, Meaning> known(Generation generation, @Nullable IndexedVersion version) {
        var known = new HashMap<PassageText, Meaning>();
        if (version != null) {
            for (var passage : version.passages()) {
                var meaning = generation.of(passage.number());
                if (meaning != null) {
                    known.put(passage.text(), meaning);
                }
            }
        }
        return known;
    }
}
