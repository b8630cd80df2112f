package io.casebook.projections.api;

import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.platform.http.Ids;
import io.casebook.platform.http.JsonBody;
import io.casebook.projections.Projections;
import io.casebook.projections.read.ConversationReader;
import io.casebook.projections.timeline.EventReader;
import io.casebook.projections.timeline.ShownEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said and done in conversations. An answer waits a moment for what was written before it was asked for; where it may
 * be older nevertheless, a header says so.
 */
@Path("/v1/conversations")
@Produces(MediaType.APPLICATION_JSON)
@Blocking // DuckDB works in native code, which a virtual thread must not do
public class ConversationTablesResource {
    private static final int MOST_LISTED = 200;

    private final Projections projections;

    /** Asks these tables. */
    @Inject
    public ConversationTablesResource(Projections projections) {
        this.projections = projections;
    }

    /** The conversations, those that changed last first. */
    @GET
    public Response list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        var most = Numbers.between("limit", limit, 1, MOST_LISTED);
        var chosen = Statuses.parse(status);
        var fresh = projections.refresh();
        return answer(new ConversationReader(projections.store()).list(chosen, after, (int) most), fresh);
    }

    /** The transcript. */
    @GET
    @Path("/{id}/messages")
    public Response messages(@PathParam("id") String id) {
        var conversationId = Ids.requireValid("conversation id", id);
        var fresh = projections.refresh(conversationId);
        var reader = new ConversationReader(projections.store());
        if (reader.find(conversationId) == null && !projections.awaitOpening(conversationId)) {
            throw unknown(conversationId, fresh);
        }
        return answer(reader.messages(conversationId), fresh);
    }

    /**
     * Every event and the state after it.
     *
     * @param at up to this sequence; all where it is missing
     * @param states {@code each} for the state after every event, {@code last} for the one after the last
     */
    @GET
    @Path("/{id}/timeline")
    public Response timeline(
            @PathParam("id") String id,
            @QueryParam("at") @Nullable String at,
            @QueryParam("states") @DefaultValue("each") String states) {
        var conversationId = Ids.requireValid("conversation id", id);
        var upTo = at == null ? Long.MAX_VALUE : Numbers.between("at", at, 1, Long.MAX_VALUE);
        if (!states.equals("each") && !states.equals("last")) {
            throw ApiException.invalid("states", "`states` is neither `each` nor `last`");
        }
        var fresh = projections.refresh(conversationId);
        var events = events(conversationId, fresh);
        var last = events.getLast().event().sequence();
        if (at != null && upTo > last) {
            throw ApiException.invalid(
                    "at", "`at` is %d, but the conversation has the sequences 1 to %d".formatted(upTo, last));
        }
        var wanted = events.stream()
                .filter(shown -> shown.event().sequence() <= upTo)
                .toList();
        return answer(TimelineJson.of(conversationId, wanted, states.equals("each")), fresh);
    }

    private List<ShownEvent> events(String conversationId, boolean fresh) {
        var events = EventReader.read(projections.store(), conversationId, Long.MAX_VALUE);
        if (events.isEmpty() && projections.awaitOpening(conversationId)) {
            events = EventReader.read(projections.store(), conversationId, Long.MAX_VALUE);
        }
        if (events.isEmpty()) {
            throw unknown(conversationId, fresh);
        }
        return events;
    }

    private ApiException unknown(String conversationId, boolean fresh) {
        // Who has not read everything cannot say that there is no such thing.
        return fresh
                ? new ApiException(
                        Code.NOT_FOUND,
                        "no conversation has the id `%s`; create it with POST /v1/conversations"
                                .formatted(conversationId))
                : new ApiException(
                        Code.UNAVAILABLE,
                        "the conversation is not known yet: %s; repeat the call in a moment"
                                .formatted(projections.warning(false)));
    }

    private Response answer(Object body, boolean fresh) {
        var answer = Response.ok(body).header("Cache-Control", "no-store");
        var warning = projections.warning(fresh);
        return (warning == null ? answer : answer.header(JsonBody.WARNING_HEADER, warning)).build();
    }
}
