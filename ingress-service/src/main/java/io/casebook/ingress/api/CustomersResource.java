package io.casebook.ingress.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.casebook.ingress.intake.Intake;
import io.casebook.ingress.request.Fields;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What is asked for a customer as a whole. */
@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class CustomersResource {
    private final Intake intake;

    /** @param intake accepts calls */
    @Inject
    public CustomersResource(Intake intake) {
        this.intake = intake;
    }

    /** Erases the texts of all conversations of a customer. */
    @DELETE
    @Path("/{id}")
    public Response erase(@PathParam("id") String id) {
        var conversations = intake.eraseCustomer(Fields.requireOutsideId("customer id", id), Participants.caller());
        return Response.accepted(new Erasing(conversations)).build();
    }

    /**
     * What is going to be erased.
     *
     * @param conversations how many conversations
     */
    public record Erasing(@JsonProperty("conversations") int conversations) {}
}
