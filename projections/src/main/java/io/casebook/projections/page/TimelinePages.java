package io.casebook.projections.page;

import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Ids;
import io.casebook.projections.Projections;
import io.casebook.projections.api.Numbers;
import io.casebook.projections.api.Statuses;
import io.casebook.projections.read.ConversationReader;
import io.casebook.projections.read.ConversationView;
import io.casebook.projections.timeline.EventReader;
import io.casebook.projections.timeline.Timeline;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of conversations, one conversation's timeline, and one moment of it. */
@Path("/timeline")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class TimelinePages {
    private static final int LISTED = 50;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final Projections projections;
    private final Template list;
    private final Template timeline;
    private final Template moment;
    private final Template problem;
    private final String version = Assets.version();

    /** Shows these tables with these templates. */
    @Inject
    public TimelinePages(
            Projections projections,
            @Location("projections/list.html") Template list,
            @Location("projections/timeline.html") Template timeline,
            @Location("projections/moment.html") Template moment,
            @Location("projections/problem.html") Template problem) {
        this.projections = projections;
        this.list = list;
        this.timeline = timeline;
        this.moment = moment;
        this.problem = problem;
    }

    /** The conversations, those that changed last first. */
    @GET
    public Response conversations(
            @QueryParam("status") @Nullable String status, @QueryParam("after") @Nullable String after) {
        try {
            var chosen = Statuses.parse(status);
            var fresh = projections.refresh();
            var page = new ConversationReader(projections.store()).list(chosen, after, LISTED);
            return html(
                    200,
                    list.data(
                                    "conversations",
                                    page.conversations().stream()
                                            .map(ListedConversation::of)
                                            .toList())
                            .data("next", page.next())
                            .data("status", chosen == null ? "" : chosen)
                            .data("statuses", Statuses.ALL)
                            .data("warning", projections.warning(fresh))
                            .data("version", version)
                            .render());
        } catch (ApiException e) {
            return refusal(e);
        }
    }

    /** One conversation. */
    @GET
    @Path("/{id}")
    public Response timeline(@PathParam("id") String id, @QueryParam("at") @Nullable String at) {
        try {
            var conversationId = Ids.requireValid("conversation id", id);
            var fresh = projections.refresh(conversationId);
            var reader = new ConversationReader(projections.store());
            var conversation = reader.find(conversationId);
            if (conversation == null && projections.awaitOpening(conversationId)) {
                conversation = reader.find(conversationId);
            }
            var steps = Timeline.of(EventReader.read(projections.store(), conversationId, Long.MAX_VALUE));
            if (conversation == null || steps.isEmpty()) {
                return unknown(conversationId);
            }
            return html(200, page(conversation, steps, chosen(at, steps), fresh));
        } catch (ApiException e) {
            return refusal(e);
        }
    }

    /** One moment, to be put into the page. */
    @GET
    @Path("/{id}/moment")
    public Response moment(@PathParam("id") String id, @QueryParam("at") @Nullable String at) {
        try {
            var conversationId = Ids.requireValid("conversation id", id);
            var upTo = at == null ? Long.MAX_VALUE : Numbers.between("at", at, 1, Long.MAX_VALUE);
            var steps = Timeline.of(EventReader.read(projections.store(), conversationId, upTo));
            return steps.isEmpty()
                    ? unknown(conversationId)
                    : html(
                            200,
                            moment.data("moment", panel(steps, steps.size() - 1))
                                    .render());
        } catch (ApiException e) {
            return refusal(e);
        }
    }

    private String page(ConversationView conversation, List<Timeline.Step> steps, int chosen, boolean fresh) {
        var moment = panel(steps, chosen);
        return timeline.data("conversation", ListedConversation.of(conversation))
                .data("lines", EventLine.of(steps, moment.sequence()))
                .data("moment", moment)
                .data("first", steps.getFirst().sequence())
                .data("last", steps.getLast().sequence())
                .data("warning", projections.warning(fresh))
                .data("version", version)
                .render();
    }

    private static StatePanel panel(List<Timeline.Step> steps, int index) {
        return StatePanel.of(index == 0 ? null : steps.get(index - 1), steps.get(index));
    }

    private static int chosen(@Nullable String at, List<Timeline.Step> steps) {
        var last = steps.size() - 1;
        if (at == null || at.isEmpty()) {
            return last;
        }
        var sequence = Numbers.between("at", at, 1, Long.MAX_VALUE);
        for (var index = last; index > 0; index--) {
            if (steps.get(index).sequence() <= sequence) {
                return index;
            }
        }
        return 0;
    }

    private Response unknown(String conversationId) {
        return html(
                NOT_FOUND,
                problem.data("title", "No such conversation")
                        .data("message", "No conversation has the id " + conversationId + ".")
                        .data("version", version)
                        .render());
    }

    private Response refusal(ApiException e) {
        return html(
                e.status(),
                problem.data("title", e.status() >= UNAVAILABLE ? "Not available" : "This cannot be shown")
                        .data("message", e.text())
                        .data("version", version)
                        .render());
    }

    private static Response html(int status, String body) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML + ";charset=utf-8")
                .header("Cache-Control", "no-store")
                .entity(body)
                .build();
    }
}
