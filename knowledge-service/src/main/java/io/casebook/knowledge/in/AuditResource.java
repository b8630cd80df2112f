package io.casebook.knowledge.in;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.casebook.knowledge.KnowledgeAudits;
import io.casebook.knowledge.KnowledgeService;
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
     * @param findings what was found, the gravest kinds first
     */
    public record View(long position, Instant at, int articles, List<FindingView> findings) {}

    /**
     * A finding as callers see it.
     *
     * @param kind what is wrong
     * @param articleId the article
     * @param title its title
     * @param otherArticleId the article that it is in conflict with
     * @param message what was found and what to do about it
     * @param excerpt the words that it is about
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FindingView(
            String kind,
            String articleId,
            String title,
            @Nullable String otherArticleId,
            String message,
            @Nullable String excerpt) {
        static FindingView of(Finding finding) {
            return new FindingView(
                    name(finding.kind()),
                    finding.articleId(),
                    finding.title(),
                    finding.otherArticleId(),
                    finding.message(),
                    finding.excerpt());
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
                report.findings().stream().map(FindingView::of).toList());
    }
}
