package io.casebook.escalation.api;

import io.casebook.escalation.QueueFollowing;
import io.casebook.escalation.desk.Desk;
import io.casebook.escalation.desk.Done;
import io.casebook.escalation.queue.CaseQueue;
import io.casebook.escalation.queue.EscalatedCase;
import io.casebook.platform.http.Ids;
import io.casebook.platform.http.JsonBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
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

/**
 * What waits for people, and what they do about it. A deed is answered with 200 and the case once it can be seen in the queue,
 * with 202 while the orchestrator is still at it.
 */
@Path("/v1/escalations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EscalationsResource {
    private static final int LISTED = 100;
    private static final int MOST_LISTED = 500;

    private final Desk desk;
    private final CaseQueue queue;
    private final QueueFollowing following;

    /** Works at this desk. */
    @Inject
    public EscalationsResource(Desk desk, CaseQueue queue, QueueFollowing following) {
        this.desk = desk;
        this.queue = queue;
        this.following = following;
    }

    /**
     * The cases.
     *
     * @param status {@code open}, {@code claimed}, {@code closed}, {@code waiting} (the first two, the default) or {@code all}
     */
    @GET
    public Response list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("target") @Nullable String target,
            @QueryParam("limit") @Nullable String limit) {
        var filter = Requests.filter(status, kind, target);
        var most = Requests.limit(limit, LISTED, MOST_LISTED);
        following.requireComplete();
        var found = queue.list(filter);
        var shown = found.subList(0, Math.min(most, found.size()));
        return Response.ok(new CaseList(shown, found.size()))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** One case. */
    @GET
    @Path("/{id}")
    public EscalatedCase get(@PathParam("id") String id) {
        return desk.require(known(id));
    }

    /** Takes a conversation that was handed off. */
    @POST
    @Path("/{id}/claim")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response claim(@PathParam("id") String id, InputStream body) {
        var fields = JsonBody.parse(body);
        var humanId = Requests.humanId(fields);
        return answer(desk.claim(known(id), humanId), fields);
    }

    /** Answers the customer. */
    @POST
    @Path("/{id}/reply")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response reply(@PathParam("id") String id, InputStream body) {
        var fields = JsonBody.parse(body);
        var humanId = Requests.humanId(fields);
        var text = Requests.message(fields);
        var messageId = Requests.messageId(fields);
        return answer(desk.reply(known(id), humanId, text, messageId), fields);
    }

    /** Gives the conversation back to the agent. */
    @POST
    @Path("/{id}/hand-back")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response handBack(@PathParam("id") String id, InputStream body) {
        var fields = JsonBody.parse(body);
        var humanId = Requests.humanId(fields);
        var note = Requests.note(fields);
        return answer(desk.handBack(known(id), humanId, note), fields);
    }

    /** Lets a tool call run, or a reply be sent. */
    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response approve(@PathParam("id") String id, InputStream body) {
        return decide(id, true, body);
    }

    /** Refuses a tool call or a reply. */
    @POST
    @Path("/{id}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response refuse(@PathParam("id") String id, InputStream body) {
        return decide(id, false, body);
    }

    private Response decide(String id, boolean approved, InputStream body) {
        var fields = JsonBody.parse(body);
        var humanId = Requests.humanId(fields);
        var hash = fields.text("payload_hash").required();
        var note = Requests.note(fields);
        var edited = Requests.editedText(fields);
        return answer(desk.decide(known(id), humanId, approved, hash, note, edited), fields);
    }

    private String known(String id) {
        following.requireComplete();
        return Ids.requireValid("escalation id", id);
    }

    private static Response answer(Done done, JsonBody fields) {
        var answer = done.visible() ? Response.ok(done.escalated()) : Response.accepted(done.escalated());
        var warning = fields.warning();
        return (warning == null ? answer : answer.header(JsonBody.WARNING_HEADER, warning)).build();
    }
}
