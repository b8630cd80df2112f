package io.casebook.knowledge.in;

import io.casebook.knowledge.KnowledgeService;
import io.casebook.knowledge.LogFollowing;
import io.casebook.knowledge.gaps.GapCluster;
import io.casebook.knowledge.gaps.GapReport;
import io.casebook.knowledge.gaps.Review;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.vocabulary.Visibility;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page on which people see what is missing and decide on proposals. It is made of plain forms, so that it needs no script. */
@Path("/knowledge/gaps")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class GapsPage {
    private static final String COOKIE = "casebook_reviewer";
    private static final int LISTED = 100;
    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final KnowledgeService service;
    private final LogFollowing following;
    private final GapReport report;
    private final GapReviews reviews;
    private final Template page;

    /** Shows this report with this template. */
    @Inject
    public GapsPage(
            KnowledgeService service,
            LogFollowing following,
            GapReport report,
            GapReviews reviews,
            @Location("knowledge/gaps.html") Template page) {
        this.service = service;
        this.following = following;
        this.report = report;
        this.reviews = reviews;
        this.page = page;
    }

    /** The gaps, and the chosen one beside them. */
    @GET
    public Response show(@QueryParam("gap") @Nullable String chosen, @CookieParam(COOKIE) @Nullable String cookie) {
        return html(Response.Status.OK, chosen, human(cookie), null, null);
    }

    /** What a person decided; a refusal shows the page again with what they wrote. */
    @POST
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decide(
            @PathParam("id") String id,
            @FormParam("decision") @DefaultValue("") String decision,
            @FormParam("human_id") @DefaultValue("") String human,
            @FormParam("title") @DefaultValue("") String title,
            @FormParam("body") @DefaultValue("") String body,
            @FormParam("visibility") @Nullable String visibility,
            @FormParam("reason") @Nullable String reason,
            @FormParam("written_by") @Nullable String writtenBy,
            @FormParam("conversations") @Nullable List<String> madeOf,
            @Context UriInfo uri) {
        try {
            var by = GapDecision.humanId(human.strip());
            var from = madeOf == null ? List.<String>of() : madeOf;
            switch (decision) {
                case "approve" ->
                    reviews.approve(id, GapDecision.of(by, title, body, visibility(visibility), writtenBy, from));
                case "save" ->
                    reviews.save(id, GapDecision.of(by, title, body, visibility(visibility), writtenBy, from));
                case "reject" -> reviews.reject(id, by, GapDecision.reason(reason));
                default -> throw ApiException.invalid("decision", "`decision` must be approve, save or reject");
            }
        } catch (ApiException e) {
            // What may not be decided on any more is not shown again either.
            var written = e.code() == Code.FAILED_PRECONDITION
                    ? null
                    : new GapPanel.Written(title, body, visibility, writtenBy);
            return html(Response.Status.fromStatusCode(e.status()), id, human, e.text(), written);
        }
        var back = "/knowledge/gaps?gap=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        return Response.seeOther(URI.create(back))
                .cookie(cookie(human.strip(), uri))
                .build();
    }

    /** What was chosen; null where nothing was, so that what somebody chose before holds. */
    private static @Nullable Visibility visibility(@Nullable String name) {
        if (name == null) {
            return null;
        }
        var visibility = ArticleBody.VISIBILITIES.get(name);
        if (visibility == null) {
            throw ApiException.invalid("visibility", "`visibility` must be public, users or internal");
        }
        return visibility;
    }

    private Response html(
            Response.Status status,
            @Nullable String chosen,
            String human,
            @Nullable String refusal,
            GapPanel.@Nullable Written written) {
        var complete = service.caughtUp() && following.caughtUp();
        var reading = report.read();
        var lines = lines(reading, false);
        var gap = chosen == null || chosen.isEmpty() ? null : known(reading.clusters(), chosen);
        var body = page.data("lines", lines)
                .data("approved", lines(reading, true))
                .data("total", reading.clusters().size())
                .data("questions", reading.questions())
                .data("waiting", reading.waiting())
                .data("complete", complete)
                .data("asked", chosen == null ? "" : chosen)
                .data("human", human)
                .data("refusal", refusal)
                .data("panel", gap == null ? null : GapPanel.of(gap, written))
                .render();
        return Response.status(status)
                .entity(body)
                .type(MediaType.TEXT_HTML + ";charset=utf-8")
                .header("Cache-Control", "no-cache")
                .build();
    }

    /** The most wanted gaps; or those whose article is approved, which are told apart, however few ask any more. */
    private static List<GapCluster> lines(GapReport.Reading reading, boolean approved) {
        return reading.clusters().stream()
                .filter(gap -> approved == isApproved(gap))
                .limit(LISTED)
                .toList();
    }

    private static boolean isApproved(GapCluster gap) {
        var review = gap.review();
        return review != null && review.state() == Review.State.APPROVED;
    }

    private static @Nullable GapCluster known(List<GapCluster> clusters, String id) {
        return clusters.stream()
                .filter(cluster -> cluster.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Whom the cookie names; a cookie that nobody can have got here counts as none. */
    private static String human(@Nullable String cookie) {
        try {
            return cookie == null ? "" : GapDecision.humanId(URLDecoder.decode(cookie, StandardCharsets.UTF_8));
        } catch (ApiException | IllegalArgumentException e) {
            return "";
        }
    }

    private static NewCookie cookie(String human, UriInfo uri) {
        return new NewCookie.Builder(COOKIE)
                .value(URLEncoder.encode(human, StandardCharsets.UTF_8))
                .path("/knowledge")
                .maxAge((int) REMEMBERED.toSeconds())
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .secure("https".equals(uri.getRequestUri().getScheme()))
                .build();
    }
}
