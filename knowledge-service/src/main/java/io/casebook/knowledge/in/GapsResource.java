package io.casebook.knowledge.in;

import io.casebook.knowledge.KnowledgeService;
import io.casebook.knowledge.LogFollowing;
import io.casebook.knowledge.gaps.GapCluster;
import io.casebook.knowledge.gaps.GapReport;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.JsonBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What the articles lack, and what people decide on the articles that are proposed. */
@Path("/v1/knowledge/gaps")
@Produces(MediaType.APPLICATION_JSON)
public class GapsResource {
    private static final int MOST = 1_000;
    private static final int USUALLY = 50;

    private final KnowledgeService service;
    private final LogFollowing following;
    private final GapReport report;
    private final GapReviews reviews;

    GapsResource(KnowledgeService service, LogFollowing following, GapReport report, GapReviews reviews) {
        this.service = service;
        this.following = following;
        this.report = report;
        this.reviews = reviews;
    }

    /** What is missing, the most wanted first. */
    @GET
    public GapsView list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("agent_id") @Nullable String agentId,
            @QueryParam("decided") @Nullable String decided) {
        ArticlesResource.requireCaughtUp(service);
        var most = QueryNumbers.whole("limit", limit, 1, MOST, USUALLY);
        var wanted = decided(decided);
        var reading = report.read();
        return new GapsView(
                following.caughtUp(),
                reading.questions(),
                reading.waiting(),
                reading.clusters().stream()
                        .filter(gap -> agentId == null
                                || agentId.isEmpty()
                                || gap.agentId().equals(agentId))
                        .filter(gap -> wanted == null || wanted == (gap.review() != null))
                        .limit(most)
                        .map(GapView::of)
                        .toList());
    }

    /** One gap. */
    @GET
    @Path("/{id}")
    public GapView get(@PathParam("id") String id) {
        return GapView.of(reviews.find(id));
    }

    /** Publishes the proposed article with the text that is sent. */
    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response approve(@PathParam("id") String id, InputStream json) {
        var body = JsonBody.parse(json);
        return answer(body, reviews.approve(id, GapDecision.of(body)));
    }

    /** Keeps the text that is sent as a draft. */
    @POST
    @Path("/{id}/save")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response save(@PathParam("id") String id, InputStream json) {
        var body = JsonBody.parse(json);
        return answer(body, reviews.save(id, GapDecision.of(body)));
    }

    /** Rejects the proposal; it comes back when twice as many have asked. */
    @POST
    @Path("/{id}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response reject(@PathParam("id") String id, InputStream json) {
        var body = JsonBody.parse(json);
        var human = GapDecision.humanId(body.text("human_id").required());
        return answer(
                body,
                reviews.reject(id, human, GapDecision.reason(body.text("reason").required())));
    }

    private static @Nullable Boolean decided(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw ApiException.invalid("decided", "`decided` must be true or false");
        }
        return text.equals("true");
    }

    private static Response answer(JsonBody body, GapCluster gap) {
        var answer = Response.ok(GapView.of(gap));
        var warning = body.warning();
        return warning == null
                ? answer.build()
                : answer.header(JsonBody.WARNING_HEADER, warning).build();
    }
}
