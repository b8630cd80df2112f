package io.casebook.knowledge.in;

import io.casebook.knowledge.KnowledgeAudits;
import io.casebook.knowledge.KnowledgeService;
import io.casebook.knowledge.audits.Finding;
import io.casebook.knowledge.audits.Kind;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The page on which people see what is wrong with the articles. */
@Path("/knowledge/audit")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class AuditPage {
    private final KnowledgeService service;
    private final KnowledgeAudits audits;
    private final Template page;

    /** Shows these audits with this template. */
    @Inject
    public AuditPage(
            KnowledgeService service, KnowledgeAudits audits, @Location("knowledge/audit.html") Template page) {
        this.service = service;
        this.audits = audits;
        this.page = page;
    }

    /**
     * The findings of one kind.
     *
     * @param id the kind as the API names it
     * @param name what it is, in words
     * @param findings what was found
     */
    public record Group(String id, String name, List<Finding> findings) {
        static Group of(Kind kind, List<Finding> findings) {
            return new Group(AuditResource.name(kind), words(kind), findings);
        }

        private static String words(Kind kind) {
            return switch (kind) {
                case CONTRADICTION -> "Contradictions";
                case INTERNAL_DETAIL -> "Internal details that customers see";
                case PERSONAL_DATA -> "Personal data";
                case BROKEN_LINK -> "Broken links";
                case EXPIRED -> "Expired";
                case REVIEW_DUE -> "Review is due";
                case STALE -> "Unchanged for long";
                case TWIN -> "Nearly the same";
                case NEVER_USED -> "Never found";
                case NOT_AUDITED -> "Not looked through";
            };
        }
    }

    /** What is wrong with the articles as they are now. */
    @GET
    public Response show() {
        var report = audits.report();
        var byKind = report.findings().stream().collect(Collectors.groupingBy(Finding::kind));
        var groups = Arrays.stream(Kind.values())
                .filter(byKind::containsKey)
                .map(kind -> Group.of(kind, byKind.getOrDefault(kind, List.of())))
                .toList();
        var body = page.data("groups", groups)
                .data("total", report.findings().size())
                .data("articles", report.articles())
                .data("position", report.position())
                .data("at", report.at().truncatedTo(ChronoUnit.SECONDS))
                .data("compared", report.comparison())
                .data("complete", service.caughtUp())
                .render();
        return Response.ok(body)
                .type(MediaType.TEXT_HTML + ";charset=utf-8")
                .header("Cache-Control", "no-cache")
                .build();
    }
}
