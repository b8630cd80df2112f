package io.casebook.knowledge.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts passages in order for a question: the best by words and meaning together, in order once more by what else is found of their
 * articles.
 */
final class Ranking {
    /** How many passages are put in order once more. */
    private static final int POOL = 30;

    private static final int OF_ONE_ARTICLE_IN_POOL = 4;

    private Ranking() {}

    /**
     * @param position position that is searched at
     * @param candidates what may be found there
     */
    static Shortlist rank(long position, Candidates candidates, Asking asking) {
        var query = asking.query();
        var words = WordScores.of(candidates, asking.question(), asking.lexicon());
        var pool = Math.max(POOL, Cut.poolFor(query, OF_ONE_ARTICLE_IN_POOL));
        var ordered = best(candidates, asking, words, pool);
        if (query.method() == Method.RERANKED && asking.byMeaning()) {
            ordered = Reranking.order(ordered);
        }
        return new Shortlist(
                position,
                query,
                ordered,
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
                .filter(scored -> !Cut.isInternal(scored) || Cut.isForColleagues(query))
                .findFirst()
                .map(best -> Answerability.of(best, query.method(), alignment))
                .orElse(0.0);
    }
}
