package io.casebook.platform.http;

import io.casebook.platform.conversations.ConversationStates;
import io.casebook.platform.conversations.ConversationSummary;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Stands for a service's resource. */
@Path("/v1/probe")
@Produces(MediaType.APPLICATION_JSON)
public class ProbeResource {
    private final ConversationStates states;

    ProbeResource(ConversationStates states) {
        this.states = states;
    }

    public record Answer(String firstName, @Nullable List<String> otherNames) {}

    public record Order(String orderId, int itemCount) {}

    @GET
    public Answer get() {
        return new Answer("Ada", List.of("Augusta"));
    }

    @GET
    @Path("/page")
    @Produces(MediaType.TEXT_HTML)
    public String page() {
        return "<!doctype html><title>Probe</title>";
    }

    @POST
    @Path("/body")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response body(byte[] bytes) {
        var body = JsonBody.parse(bytes);
        var answer = Response.ok(new Answer(body.text("name").required(), null));
        var warning = body.warning();
        return (warning == null ? answer : answer.header(JsonBody.WARNING_HEADER, warning)).build();
    }

    @POST
    @Path("/typed")
    @Consumes(MediaType.APPLICATION_JSON)
    public Order typed(Order order) {
        return order;
    }

    @GET
    @Path("/fails/{how}")
    public String fail(@PathParam("how") String how) {
        throw switch (how) {
            case "refused" -> new ApiException(Code.ALREADY_EXISTS, "this id is taken; use another one");
            case "kafka" -> new TimeoutException("broker 7 is slow");
            default -> new IllegalStateException("the customer said: my card number is 4111");
        };
    }

    @GET
    @Path("/conversation/{id}")
    public @Nullable ConversationSummary conversation(@PathParam("id") String id) {
        return states.find(id);
    }
}
