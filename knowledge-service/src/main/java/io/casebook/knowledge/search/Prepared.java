package io.casebook.knowledge.search;

import io.casebook.knowledge.passages.PassageText;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log with everything about it that takes time and needs nothing but itself: it can be made beside others, in any
 * order, and is then added in the order of the log.
 *
 * @param record the record
 * @param generation the generation that the passages' meanings belong to
 * @param language language of the article, without region
 * @param passages its passages, in reading order; none where the record publishes nothing
 */
record Prepared(ArticleRecord record, Generation generation, String language, List<Passage> passages) {
    Prepared {
        passages = List.copyOf(passages);
    }

    /**
     * A passage.
     *
     * @param text its path and text
     * @param textHash fingerprint of the text
     * @param meaning what it means; null where words are all that is compared
     * @param terms its terms with how often they stand there
     * @param length how many terms it has
     */
    record Passage(
            PassageText text, String textHash, @Nullable Meaning meaning, Map<String, Integer> terms, int length) {

        static Passage of(PassageText text, String textHash, @Nullable Meaning meaning, List<String> terms) {
            var counts = new HashMap<String, Integer>();
            terms.forEach(term -> counts.merge(term, 1, Integer::sum));
            return new Passage(text, textHash, meaning, counts, terms.size());
        }

        Passage {
            terms = Collections.unmodifiableMap(terms);
        }
    }
}
