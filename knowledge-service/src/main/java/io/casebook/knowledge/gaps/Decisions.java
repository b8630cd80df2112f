package io.casebook.knowledge.gaps;

import io.casebook.knowledge.articles.ArticleShelf;
import java.util.List;
import java.util.stream.Stream;

/** What people decided, as the articles tell it. Read again only when an article changed. Any thread. */
final class Decisions {
    private final ArticleShelf shelf;
    private Known latest = new Known(Long.MIN_VALUE, List.of());

    private record Known(long position, List<Review> reviews) {}

    Decisions(ArticleShelf shelf) {
        this.shelf = shelf;
    }

    /** Position of the knowledge log up to which articles are known. */
    long position() {
        return shelf.position();
    }

    /** Every decision that holds now, by the id of its cluster. */
    synchronized List<Review> all() {
        // Before the articles: what comes between the two is read again the next time.
        var position = shelf.position();
        if (latest.position() != position) {
            var reviews = shelf.articles().stream()
                    .flatMap(article -> Stream.ofNullable(Review.in(article)))
                    .toList();
            latest = new Known(position, reviews);
        }
        return latest.reviews();
    }
}
