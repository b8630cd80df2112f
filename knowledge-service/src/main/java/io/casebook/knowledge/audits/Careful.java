package io.casebook.knowledge.audits;

import io.casebook.knowledge.articles.ShelvedArticle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Keeps what goes wrong with one article from the audit of all others. Used by one thread. */
final class Careful {
    private final Map<String, Finding> findings = new LinkedHashMap<>();

    /** Looks at an article, and remembers where that failed. */
    void look(ShelvedArticle article, Consumer<ShelvedArticle> look) {
        try {
            look.accept(article);
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever it is, it is this article's: people must hear of it, and of everything else.
            findings.putIfAbsent(Library.id(article), finding(article, e));
        }
    }

    List<Finding> findings() {
        return new ArrayList<>(findings.values());
    }

    private static Finding finding(ShelvedArticle article, Throwable failure) {
        return Library.finding(
                Kind.NOT_AUDITED,
                article,
                "could not be looked through as a whole (%s); look at its markup, links and tables"
                        .formatted(failure.getClass().getSimpleName()));
    }
}
