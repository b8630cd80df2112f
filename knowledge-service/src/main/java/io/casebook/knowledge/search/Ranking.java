package io.casebook.knowledge.search;

import io.casebook.vocabulary.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts passages in order for a question: the best by words and meaning together, in order once more by what else is found of their articles, no more than
 * a few of one article, within a bound of tokens.
 */
final class Ranking {
    /** How many passages are put in order once more. */
    private static final int POOL = 30;

    private static final int OF_ONE_ARTICLE_IN_POOL = 4;
    private static final int OF_ONE_ARTICLE = 2;

    /** About as many characters make a token, in the languages that models were mostly trained on. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private Ranking() {}

    /**
     * @param position position that is searched at
     * @param candidates what may be found there
     */
    static Found rank(long position, Candidates candidates, Asking asking) {
        var query = asking.query();
        var words = WordScores.of(candidates, asking.question(), asking.lexicon());
        var pool = Math.max(POOL, query.passages() * OF_ONE_ARTICLE_IN_POOL / OF_ONE_ARTICLE);
        var ordered = best(candidates, asking, words, pool);
        if (query.method() == Method.RERANKED && asking.byMeaning()) {
            ordered = Reranking.order(ordered);
        }
        return new Found(
                position,
                chosen(ordered, query).stream().map(Ranking::found).toList(),
                Scored.rounded(answerability(ordered, query, asking.alignment())),
                asking.byMeaning() ? asking.meanings().modelId() : null);
    }

    /** The best passages: by comparing everything, or by what is near in a graph where that was chosen and there are many. */
    private static List<Scored> best(Candidates candidates, Asking asking, WordScores words, int pool) {
        var around = asking.byMeaning() ? asking.meanings().neighbourhood() : null;
        if (around == null
                || candidates.passages().length <= around.above()
                || asking.query().method() == Method.WORDS) {
            return new FirstLook(candidates, asking, words, null).best(pool, OF_ONE_ARTICLE_IN_POOL);
        }
        var near = new FirstLook(candidates, asking, words, around).best(pool, OF_ONE_ARTICLE_IN_POOL);
        if (around.compares()) {
            var wanted = asking.query().passages();
            var exact = new FirstLook(candidates, asking, words, null)
                    .best(pool, OF_ONE_ARTICLE_IN_POOL).stream()
                            .limit(wanted)
                            .map(Scored::passage)
                            .toList();
            var found = near.stream()
                    .limit(wanted)
                    .map(Scored::passage)
                    .filter(exact::contains)
                    .count();
            around.compared(exact.size(), (int) found);
        }
        return near;
    }

    /** How likely the best passage that may be quoted answers: what steers the agent is no answer to a customer. */
    private static double answerability(List<Scored> ordered, SearchQuery query, @Nullable Alignment alignment) {
        return ordered.stream()
                .filter(scored -> !isInternal(scored) || isForColleagues(query))
                .findFirst()
                .map(best -> Answerability.of(best, query.method(), alignment))
                .orElse(0.0);
    }

    private static boolean isInternal(Scored scored) {
        return scored.passage().version().content().visibility() == Visibility.INTERNAL;
    }

    /** Who asks for internal articles alone reads them; who asks for others too writes to customers. */
    private static boolean isForColleagues(SearchQuery query) {
        return query.visibilities().equals(Set.of(Visibility.INTERNAL));
    }

    private static List<Scored> chosen(List<Scored> ordered, SearchQuery query) {
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

    private static FoundPassage found(Scored scored) {
        var passage = scored.passage();
        return new FoundPassage(
                passage.version(),
                passage.ordinal(),
                passage.text().title(),
                passage.text().text(),
                passage.textHash(),
                scored.score());
    }
}
