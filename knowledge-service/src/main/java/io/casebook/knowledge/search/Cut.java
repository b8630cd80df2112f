package io.casebook.knowledge.search;

import io.casebook.vocabulary.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/** Cuts passages that are in order to what was asked for: no more than a few of one article, within a bound of tokens. */
final class Cut {
    private static final int OF_ONE_ARTICLE = 2;

    /** About as many characters make a token, in the languages that models were mostly trained on. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private Cut() {}

    /** How many passages of one article are worth a look where so many are put in order at most. */
    static int poolFor(SearchQuery query, int ofOneArticleInPool) {
        return query.passages() * ofOneArticleInPool / OF_ONE_ARTICLE;
    }

    /** The first of some passages, as far as the rules let them through. */
    static List<Scored> of(List<Scored> ordered, SearchQuery query) {
        var chosen = new ArrayList<Scored>();
        var ofArticle = new HashMap<String, Integer>();
        var characters = 0L;
        // What may not be quoted must leave room for what may.
        var internal = isForColleagues(query) ? query.passages() : Math.max(1, query.passages() / 2);
        for (var scored : ordered) {
            if (isInternal(scored) && internal-- <= 0) {
                continue;
            }
            var text = scored.passage().text();
            var more = text.title().length() + text.text().length();
            var fits = query.tokens() == 0 || characters + more <= (long) query.tokens() * CHARACTERS_PER_TOKEN;
            // The best passage comes in any case: half an answer is cut by whoever reads it, none cannot be mended.
            if ((fits || chosen.isEmpty())
                    && chosen.size() < query.passages()
                    && ofArticle.merge(scored.passage().version().articleId(), 1, Integer::sum) <= OF_ONE_ARTICLE) {
                chosen.add(scored);
                characters += more;
            }
        }
        return chosen;
    }

    static boolean isInternal(Scored scored) {
        return scored.passage().version().content().visibility() == Visibility.INTERNAL;
    }

    /** Who asks for internal articles alone reads them; who asks for others too writes to customers. */
    static boolean isForColleagues(SearchQuery query) {
        return query.visibilities().equals(Set.of(Visibility.INTERNAL));
    }
}
