package io.casebook.orchestrator;

import io.casebook.platform.conversations.ConversationSummary;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.platform.http.Ids;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other services and tools of the installation ask the orchestrator. */
@Path("/internal/conversations")
@Blocking
public class StateResource {
    private final StreamsConversationStates states;

    StateResource(StreamsConversationStates states) {
        this.states = states;
    }

    /** Ids of all conversations of a customer. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<String> ofCustomer(@QueryParam("customer_id") @Nullable String customerId) {
        if (customerId == null || customerId.isBlank()) {
            throw ApiException.invalid("customer_id", "`customer_id` is missing; send the id of a customer");
        }
        return states.ofCustomer(customerId);
    }

    /** Where the conversation stands. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public ConversationSummary summary(@PathParam("id") String id) {
        Ids.requireValid("id", id);
        var summary = states.find(id);
        if (summary == null) {
            throw unknown(id);
        }
        return summary;
    }

    /** The whole state, in the wire format of the topics, so that a fold of the log can be compared with it. */
    @GET
    @Path("/{id}/state")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public byte[] state(@PathParam("id") String id) {
        Ids.requireValid("id", id);
        var state = states.state(id);
        if (state == null) {
            throw unknown(id);
        }
        return Stores.STATE_CODEC.encode(state);
    }

    private static ApiException unknown(String id) {
        return new ApiException(Code.NOT_FOUND, "no conversation has the id '%s'; open it first".formatted(id));
    }
}
