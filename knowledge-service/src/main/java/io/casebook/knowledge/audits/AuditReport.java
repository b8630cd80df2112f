package io.casebook.knowledge.audits;

import io.casebook.knowledge.articles.ArticleShelf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the articles.
 *
 * @param position position of the knowledge log that was looked at
 * @param at when
 * @param articles how many articles were looked at
 * @param findings what was found, the gravest kinds first, then what no model has cleared, then by article
 * @param comparison what models have said of pairs of passages; null where none is asked
 */
public record AuditReport(
        long position,
        Instant at,
        int articles,
        List<Finding> findings,
        @Nullable Comparison comparison) {
    public AuditReport {
        findings = List.copyOf(findings);
    }

    /**
     * Looks at all articles.
     *
     * @param position position of the knowledge log at which they are so
     * @param shelf the articles
     * @param staleAfter how long an article may stand unchanged
     * @param comparison what models have said of pairs of passages; null where none is asked
     */
    public static AuditReport of(
            long position,
            ArticleShelf shelf,
            Usage usage,
            Instant now,
            Duration staleAfter,
            @Nullable Comparison comparison) {
        var library = Library.of(shelf, usage, now, staleAfter);
        var findings = new ArrayList<Finding>();
        findings.addAll(Judged.findings(library, comparison));
        findings.addAll(new InternalDetails(library).findings());
        findings.addAll(new PersonalDetails(library).findings());
        findings.addAll(new Links(library).findings());
        findings.addAll(new Ages(library).findings());
        findings.addAll(new Twins(library).findings());
        findings.addAll(library.notAudited());
        findings.sort(Comparator.comparing(Finding::kind)
                .thenComparing(Finding::isCleared)
                .thenComparing(Finding::articleId));
        return new AuditReport(position, now, library.articles().size(), findings, comparison);
    }
}
