package io.casebook.knowledge.search;

import io.casebook.knowledge.articles.ArticleShelf;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A search in what could be found at a position.
 *
 * @param view what could be found there
 * @param views gathers who may find what of it
 * @param shelf the topics
 * @param lexicon which passages hold which terms
 * @param meanings what passages mean
 */
record Searching(Views.View view, Views views, ArticleShelf shelf, Lexicon lexicon, Generation meanings) {
    /** From this answerability on, the asker's own language is enough. */
    private static final double ENOUGH = 0.5;

    Shortlist shortlist(SearchQuery query) {
        var admission = admission(query);
        var candidates = views.of(view, admission, query.validAt());
        if (query.text().isBlank() || candidates.isEmpty()) {
            return new Shortlist(view.position(), query, List.of(), 0, null);
        }
        var asking = asking(query);
        return query.language() == null
                ? Ranking.rank(view.position(), candidates, asking)
                : rankByLanguage(admission, candidates, asking);
    }

    /** The comparison that a search begins with. */
    FirstLook firstLook(SearchQuery query) {
        var candidates = views.of(view, admission(query), query.validAt());
        var asking = asking(query);
        return new FirstLook(candidates, asking, WordScores.of(candidates, asking.question(), lexicon), null);
    }

    private Asking asking(SearchQuery query) {
        return new Asking(Question.of(query, meanings), query, lexicon, meanings);
    }

    /** The asker's language first; any other where that does not answer and the other answers better. */
    private Shortlist rankByLanguage(Admission admission, Candidates all, Asking asking) {
        var query = asking.query();
        var language = Analysis.primary(Objects.requireNonNull(query.language()));
        if (all.isOnlyIn(language)) {
            return Ranking.rank(view.position(), all, asking);
        }
        var own = Ranking.rank(view.position(), views.of(view, admission.in(language), query.validAt()), asking);
        if (own.answerability() >= ENOUGH) {
            return own;
        }
        var any = Ranking.rank(view.position(), all, asking);
        return any.answerability() > own.answerability() ? any : own;
    }

    private Admission admission(SearchQuery query) {
        return new Admission(
                query.visibilities(),
                query.audiences(),
                query.agentId(),
                query.topics().isEmpty() ? Set.of() : shelf.topicsBelow(query.topics(), view.position()),
                null);
    }
}
