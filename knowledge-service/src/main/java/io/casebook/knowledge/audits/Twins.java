package io.casebook.knowledge.audits;

import io.casebook.knowledge.articles.NearDuplicates;
import io.casebook.knowledge.articles.ShelvedArticle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds articles that say nearly the same. */
final class Twins {
    private final Map<String, ShelvedArticle> articles = new HashMap<>();
    private final NearDuplicates alike = new NearDuplicates();

    Twins(Library library) {
        library.forEach(article -> {
            if (!library.isOver(article)) {
                articles.put(Library.id(article), article);
                alike.add(
                        Library.id(article),
                        Library.content(article).title(),
                        Library.content(article).body());
            }
        });
    }

    List<Finding> findings() {
        return alike.pairs(id -> true).stream()
                .filter(pair -> Library.meet(article(pair.one()), article(pair.other())))
                .map(pair -> new Finding(
                        Kind.TWIN,
                        pair.one(),
                        Library.content(article(pair.one())).title(),
                        pair.other(),
                        "says nearly the same as `%s` (%.0f %% of their words); keep one, or say how they differ"
                                .formatted(pair.other(), pair.share() * 100),
                        null))
                .toList();
    }

    private ShelvedArticle article(String id) {
        return Objects.requireNonNull(articles.get(id));
    }
}
