package io.casebook.ingress.api;

import io.casebook.ingress.intake.ConversationView;
import io.casebook.ingress.intake.Intake;
import io.casebook.ingress.request.Fields;
import io.casebook.platform.http.Ids;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.inbound.AttachResource;
import io.casebook.vocabulary.inbound.Cancel;
import io.casebook.vocabulary.inbound.Erase;
import io.casebook.vocabulary.inbound.Finish;
import io.casebook.vocabulary.inbound.InboundPayload;
import io.casebook.vocabulary.inbound.Resume;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The conversation calls. Each accepted one is a record on the inbound topic before it is answered. */
@Path("/v1/conversations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConversationsResource {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final Intake intake;
    private final InstantSource clock;

    /** @param intake accepts calls */
    @Inject
    public ConversationsResource(Intake intake) {
        this.intake = intake;
        this.clock = InstantSource.system();
    }

    /** Begins a conversation. */
    @POST
    public Response open(InputStream body) {
        var fields = Fields.read(body);
        return Answers.ok(intake.open(Requests.opening(fields, clock.instant())), fields);
    }

    /** Where a conversation stands. */
    @GET
    @Path("/{id}")
    public ConversationView get(@PathParam("id") String id) {
        return intake.read(Requests.conversationId(id));
    }

    /** Where a conversation stands. */
    @GET
    @Path("/{id}/read")
    public ConversationView read(@PathParam("id") String id) {
        return get(id);
    }

    /** Takes a message. */
    @POST
    @Path("/{id}/messages")
    public Response message(@PathParam("id") String id, InputStream body) {
        var conversationId = Requests.conversationId(id);
        var fields = Fields.read(body);
        var message = Requests.message(fields, clock.instant());
        var receipt = intake.post(conversationId, message);
        return Answers.ok(MessageView.of(conversationId, message, receipt.at()), fields);
    }

    /** Gives the conversation to somebody. */
    @PUT
    @Path("/{id}/assignee")
    public Response assign(
            @PathParam("id") String id, @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key, InputStream body) {
        return submit(id, key, Fields.read(body), Requests::assignment);
    }

    /** Calls the conversation off. */
    @PUT
    @Path("/{id}/cancel")
    public Response cancel(
            @PathParam("id") String id, @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key, InputStream body) {
        return submit(id, key, Fields.readOptional(body), fields -> new Cancel(Requests.reason(fields)));
    }

    /** Closes the matter. */
    @PUT
    @Path("/{id}/finish")
    public Response finish(
            @PathParam("id") String id, @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key, InputStream body) {
        return submit(id, key, Fields.readOptional(body), fields -> new Finish(Requests.reason(fields)));
    }

    /** Lets an ended conversation go on. */
    @PUT
    @Path("/{id}/resume")
    public Response resume(
            @PathParam("id") String id, @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key, InputStream body) {
        var conversationId = Requests.conversationId(id);
        var fields = Fields.readOptional(body);
        var resume = new Resume(Requests.reason(fields));
        var assign = Requests.optionalAssignment(fields);
        intake.resume(conversationId, Participants.caller(), resume, assign, Requests.idempotencyKey(key, fields));
        return Answers.taken(fields);
    }

    /** Rates the conversation. */
    @PUT
    @Path("/{id}/rate")
    public Response rate(
            @PathParam("id") String id, @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key, InputStream body) {
        return submit(id, key, Fields.read(body), Requests::rating);
    }

    /** Brings the outcome of a tool call that answers later. */
    @PUT
    @Path("/{id}/return-async-tool-result")
    public Response returnAsyncToolResult(
            @PathParam("id") String id, @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key, InputStream body) {
        return submit(id, key, Fields.read(body), Requests::toolResult);
    }

    /** Attaches data about the customer or the matter. */
    @PUT
    @Path("/{id}/resources/{name}")
    public Response attach(@PathParam("id") String id, @PathParam("name") String name, InputStream body) {
        var conversationId = Requests.conversationId(id);
        var resource =
                new AttachResource(Ids.requireValid("resource name", name), Personal.text(Fields.readFree(body)));
        intake.submit(conversationId, Participants.caller(), resource, null);
        return Response.noContent().build();
    }

    /** Reports something other than a message. */
    @POST
    @Path("/{id}/events")
    public Response event(
            @PathParam("id") String id, @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key, InputStream body) {
        var conversationId = Requests.conversationId(id);
        var fields = Fields.read(body);
        var event = Requests.event(fields);
        var type = fields.optionalChoice("participant_type", Participants.AUTHORS);
        intake.submit(
                conversationId,
                Participants.actor(type, event.participantId()),
                event,
                Requests.idempotencyKey(key, fields));
        return Answers.taken(fields);
    }

    /** Erases the texts of a conversation. */
    @DELETE
    @Path("/{id}")
    @Consumes(MediaType.WILDCARD)
    public Response erase(@PathParam("id") String id) {
        intake.submit(Requests.conversationId(id), Participants.caller(), new Erase("conversation"), null);
        return Response.accepted().build();
    }

    private Response submit(
            String id, @Nullable String key, Fields fields, Function<Fields, ? extends InboundPayload> payload) {
        var conversationId = Requests.conversationId(id);
        var record = payload.apply(fields);
        intake.submit(conversationId, Participants.caller(), record, Requests.idempotencyKey(key, fields));
        return Answers.taken(fields);
    }
}
