package io.casebook.knowledge.in;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.casebook.knowledge.KnowledgeService;
import io.casebook.knowledge.search.Approximation;
import io.casebook.knowledge.search.KnowledgeIndex;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** How far the index of this instance has come. */
@Path("/v1/knowledge/index")
@Produces(MediaType.APPLICATION_JSON)
public class IndexResource {
    private final KnowledgeService service;
    private final KnowledgeIndex index;

    IndexResource(KnowledgeService service, KnowledgeIndex index) {
        this.service = service;
        this.index = index;
    }

    /**
     * The index of one instance.
     *
     * @param position newest position of the knowledge log that its searches see; -1 for an empty log
     * @param caughtUp whether it has come to where the log ended when the instance started
     * @param passages passages of all versions of all articles
     * @param articles articles that are not retired
     * @param approximation how searches do that do not compare everything; null where all do
     * @param model the model that compares meanings; null while words alone are compared
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record IndexView(
            long position,
            boolean caughtUp,
            int passages,
            int articles,
            @Nullable Approximation approximation,
            @Nullable String model) {}

    /** Position, size and model. */
    @GET
    public IndexView view() {
        return new IndexView(
                index.position(),
                service.caughtUp(),
                index.passages(),
                index.shelf().articles().size(),
                index.approximation(),
                index.modelId());
    }
}
