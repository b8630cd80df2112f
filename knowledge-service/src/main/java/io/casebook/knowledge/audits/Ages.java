package io.casebook.knowledge.audits;

import io.casebook.knowledge.articles.Notes;
import io.casebook.knowledge.articles.ShelvedArticle;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Finds articles whose time is over, whose review is due, that stand unchanged, and that nobody finds. */
final class Ages {
    private final Library library;

    Ages(Library library) {
        this.library = library;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        library.forEach(article -> age(article, findings));
        return findings;
    }

    private void age(ShelvedArticle article, List<Finding> findings) {
        if (Notes.isNote(Library.id(article))) {
            // It is over by itself, as it was meant to be.
            return;
        }
        if (library.isOver(article)) {
            findings.add(Library.finding(
                    Kind.EXPIRED,
                    article,
                    "is not found since %s; retire it, or say until when it holds"
                            .formatted(day(Library.content(article).validTo()))));
            return;
        }
        review(article, findings);
        unused(article, findings);
    }

    private void review(ShelvedArticle article, List<Finding> findings) {
        var due = Library.content(article).reviewAt();
        if (due != null) {
            if (!due.isAfter(library.now())) {
                findings.add(Library.finding(
                        Kind.REVIEW_DUE,
                        article,
                        "was to be looked through on %s; do so and set `review_at` anew".formatted(day(due))));
            }
            return;
        }
        var published = article.version().publishedAt();
        if (published.plus(library.staleAfter()).isBefore(library.now())) {
            findings.add(Library.finding(
                    Kind.STALE,
                    article,
                    "stands unchanged since %s; look through it and set `review_at`".formatted(day(published))));
        }
    }

    /** Only what had the time to be found, and only where that much of the log is known. */
    private void unused(ShelvedArticle article, List<Finding> findings) {
        var usage = library.usage();
        var from = library.now().minus(library.staleAfter().dividedBy(4));
        var counted = usage.since() != null && !usage.since().isAfter(from);
        if (!counted || article.version().publishedAt().isAfter(from)) {
            return;
        }
        var count = usage.byArticle().get(Library.id(article));
        if (count == null || count.lastFound().isBefore(from)) {
            var days = Duration.between(from, library.now()).toDays();
            findings.add(Library.finding(
                    Kind.NEVER_USED,
                    article,
                    "was not among what a search found for %d days; retire it, or write it in the words of customers"
                            .formatted(days)));
        }
    }

    private static LocalDate day(java.time.@org.jspecify.annotations.Nullable Instant time) {
        return LocalDate.ofInstant(time == null ? java.time.Instant.EPOCH : time, ZoneOffset.UTC);
    }
}
