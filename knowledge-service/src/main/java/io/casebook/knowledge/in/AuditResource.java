package io.casebook.knowledge.in;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.casebook.knowledge.KnowledgeAudits;
import io.casebook.knowledge.KnowledgeService;
import io.casebook.knowledge.audits.Comparison;
import io.casebook.knowledge.audits.Finding;
import io.casebook.knowledge.audits.Kind;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is wrong with the articles. */
@Path("/v1/knowledge/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    private final KnowledgeService service;
    private final KnowledgeAudits audits;

    AuditResource(KnowledgeService service, KnowledgeAudits audits) {
        this.service = service;
        this.audits = audits;
    }

    /**
     * The report as callers see it.
     *
     * @param position position of the knowledge log that was looked at
     * @param at when
     * @param articles how many articles were looked at
     * @param findings what was found, the gravest kinds first; what a model has cleared last among its kind
     * @param compared how far models have come with pairs of passages
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            long position,
            Instant at,
            int articles,
            List<FindingView> findings,
            @Nullable ComparedView compared) {}

    /**
     * How far models have come.
     *
     * @param position position of the knowledge log that the pairs are of; -1 before the first look
     * @param pairs pairs of passages that are worth a model's look
     * @param judged how many of them were judged
     * @param waiting how many wait
     * @param failed how many of these no model could judge yet
     * @param leftOut passages that were not compared with all others, because there are too many
     */
    public record ComparedView(long position, int pairs, int judged, int waiting, int failed, int leftOut) {
        static ComparedView of(Comparison comparison) {
            return new ComparedView(
                    comparison.position(),
                    comparison.pairs().size(),
                    comparison.judged(),
                    comparison.waiting(),
                    comparison.failed(),
                    comparison.left());
        }
    }

    /**
     * A finding as callers see it.
     *
     * @param kind what is wrong
     * @param articleId the article
     * @param title its title
     * @param otherArticleId the article that it is in conflict with
     * @param message what was found and what to do about it
     * @param excerpt the words that it is about
     * @param otherExcerpt the words of the other article
     * @param judgement what a model says of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FindingView(
            String kind,
            String articleId,
            String title,
            @Nullable String otherArticleId,
            String message,
            @Nullable String excerpt,
            @Nullable String otherExcerpt,
            Finding.@Nullable Judgement judgement) {
        static FindingView of(Finding finding) {
            return new FindingView(
                    name(finding.kind()),
                    finding.articleId(),
                    finding.title(),
                    finding.otherArticleId(),
                    finding.message(),
                    finding.excerpt(),
                    finding.otherExcerpt(),
                    finding.judgement());
        }
    }

    /** A kind as callers see it. */
    static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Looks at all articles as they are now. */
    @GET
    public View audit() {
        ArticlesResource.requireCaughtUp(service);
        var report = audits.report();
        return new View(
                report.position(),
                report.at(),
                report.articles(),
                report.findings().stream().map(FindingView::of).toList(),
                report.comparison() == null ? null : ComparedView.of(report.comparison()));
    }
}
