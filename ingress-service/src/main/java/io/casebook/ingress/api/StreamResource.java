package io.casebook.ingress.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casebook.ingress.delivery.Cursor;
import io.casebook.ingress.delivery.Notification;
import io.casebook.ingress.delivery.StreamItem;
import io.casebook.ingress.delivery.Streams;
import io.casebook.ingress.intake.Intake;
import io.casebook.vocabulary.outbound.OutboundRecord;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** What a conversation delivers, as server-sent events. */
@Path("/v1/conversations")
public class StreamResource {
    private final Intake intake;
    private final Streams streams;

    /**
     * @param intake knows which conversations there are
     * @param streams has what they deliver
     */
    @Inject
    public StreamResource(Intake intake, Streams streams) {
        this.intake = intake;
        this.streams = streams;
    }

    /**
     * Opens a stream.
     *
     * @param after the place after which to begin: a sequence, or the id of an event
     * @param lastEventId the same, as a browser sends it when it comes back; it wins
     */
    @GET
    @Path("/{id}/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Blocking
    @RunOnVirtualThread
    public Multi<OutboundSseEvent> stream(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context Sse sse) {
        var conversationId = Requests.conversationId(id);
        var resumed = Cursor.parse("Last-Event-ID", lastEventId);
        var place = resumed == null ? Cursor.parse("after", after) : resumed;
        var _ = intake.read(conversationId);
        return streams.open(conversationId, place).map(item -> event(sse, item));
    }

    private static OutboundSseEvent event(Sse sse, StreamItem item) {
        return switch (item) {
            case StreamItem.Beat _ -> sse.newEventBuilder().comment("alive").build();
            case StreamItem.Gap gap ->
                sse.newEventBuilder()
                        .name("stream.gap")
                        .data(JsonNodeFactory.instance
                                .objectNode()
                                .put("oldest", gap.oldest().toString())
                                .toString())
                        .build();
            case StreamItem.Passing passing -> named(sse, passing.record()).build();
            case StreamItem.Delivered delivered ->
                named(sse, delivered.record()).id(delivered.cursor().toString()).build();
        };
    }

    private static OutboundSseEvent.Builder named(Sse sse, OutboundRecord record) {
        var notification = Notification.of(record);
        return notification == null
                ? sse.newEventBuilder().comment("unknown")
                : sse.newEventBuilder().name(notification.type()).data(notification.json());
    }
}
