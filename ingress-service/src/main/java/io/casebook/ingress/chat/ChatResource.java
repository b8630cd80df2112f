package io.casebook.ingress.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.ingress.IngressSettings;
import io.casebook.ingress.delivery.Cursor;
import io.casebook.ingress.delivery.StreamItem;
import io.casebook.ingress.request.Fields;
import io.casebook.vocabulary.outbound.OutboundRecord;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.InputStream;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** What the page calls. Bodies must be JSON, which no form of another site can send. */
@Path("/chat")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ChatResource {
    private static final String COOKIE = "casebook_chat";

    private final Chat chat;
    private final int cookieSeconds;

    /**
     * @param chat does the work
     * @param settings says how long a conversation can be found again
     */
    @Inject
    public ChatResource(Chat chat, IngressSettings settings) {
        this.chat = chat;
        this.cookieSeconds =
                Math.toIntExact(Math.clamp(settings.stream().backlog().toSeconds(), 60, Integer.MAX_VALUE));
    }

    /** Begins a conversation and hands out its cookie. */
    @POST
    @Path("/conversation")
    @RunOnVirtualThread
    public Response begin(@Context UriInfo uri) {
        var id = chat.begin();
        return Response.ok(about(id)).cookie(cookie(id, uri)).build();
    }

    /** Takes a message. */
    @POST
    @Path("/messages")
    @RunOnVirtualThread
    public Response say(@CookieParam(COOKIE) @Nullable String cookie, InputStream body) {
        chat.say(ChatId.parse(cookie), Fields.read(body));
        return Response.noContent().build();
    }

    /** The customer types. */
    @POST
    @Path("/events")
    @RunOnVirtualThread
    public Response type(@CookieParam(COOKIE) @Nullable String cookie, InputStream body) {
        Fields.read(body).choice("type", Map.of("typing", "typing"));
        chat.type(ChatId.parse(cookie));
        return Response.noContent().build();
    }

    /** The conversation so far, and the place after which the stream goes on; 204 where there is none. */
    @GET
    @Path("/history")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @RunOnVirtualThread
    public Response history(@CookieParam(COOKIE) @Nullable String cookie) {
        var id = ChatId.parse(cookie);
        var history = chat.history(id);
        if (id == null || history == null) {
            return Response.noContent().build();
        }
        var answer = about(id).put("after", history.cursor().toString());
        var lines = answer.putArray("lines");
        history.lines().forEach(line -> lines.add(line.content()));
        return Response.ok(answer).build();
    }

    /** What the agent says, as it says it. */
    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Blocking
    @RunOnVirtualThread
    public Multi<OutboundSseEvent> stream(
            @CookieParam(COOKIE) @Nullable String cookie,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context Sse sse) {
        var resumed = Cursor.parse("Last-Event-ID", lastEventId);
        var place = resumed == null ? Cursor.parse("after", after) : resumed;
        return chat.stream(ChatId.parse(cookie), place).map(item -> event(sse, item));
    }

    private ObjectNode about(ChatId id) {
        var answer = JsonNodeFactory.instance.objectNode();
        var timeline = chat.timelineOf(id);
        return timeline == null ? answer : answer.put("timeline", timeline);
    }

    private NewCookie cookie(ChatId id, UriInfo uri) {
        return new NewCookie.Builder(COOKIE)
                .value(id.value())
                .path("/chat")
                .maxAge(cookieSeconds)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .secure("https".equals(uri.getRequestUri().getScheme()))
                .build();
    }

    private static OutboundSseEvent event(Sse sse, StreamItem item) {
        return switch (item) {
            case StreamItem.Beat _ -> sse.newEventBuilder().comment("alive").build();
            case StreamItem.Gap _ ->
                sse.newEventBuilder().name("gap").data("{}").build();
            case StreamItem.Passing passing -> line(sse, passing.record()).build();
            case StreamItem.Delivered delivered ->
                line(sse, delivered.record()).id(delivered.cursor().toString()).build();
        };
    }

    private static OutboundSseEvent.Builder line(Sse sse, OutboundRecord record) {
        var line = ChatLine.of(record);
        return line == null
                ? sse.newEventBuilder().comment("unknown")
                : sse.newEventBuilder().name(line.kind()).data(line.content().toString());
    }
}
