package io.casebook.tools.in;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.platform.definition.DefinitionCatalog;
import io.casebook.platform.definition.DefinitionFiles;
import io.casebook.platform.definition.DefinitionPublisher;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.definition.DefinitionReleased;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Tools made by API. Each is a file of its own in the agent's definition, and each change a new version that answers customers
 * from then on; the version before can be released again.
 */
@Path("/v1/tools")
@Produces(MediaType.APPLICATION_JSON)
public class ToolEditsResource {
    /** The version of the definition that a change made, or that it is to be made to. */
    static final String VERSION = "X-Casebook-Version";

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);

    private final DefinitionCatalog definitions;
    private final DefinitionPublisher publisher;
    private final PlatformSettings settings;

    ToolEditsResource(DefinitionCatalog definitions, DefinitionPublisher publisher, PlatformSettings settings) {
        this.definitions = definitions;
        this.publisher = publisher;
        this.settings = settings;
    }

    /** The version that answers. */
    private record Live(DefinitionRef ref, DefinitionFiles files, CompiledDefinition compiled) {}

    /** Adds a tool. The same one again is the same answer; another one of that name is refused. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(
            @QueryParam("agent") @Nullable String agent,
            @HeaderParam(VERSION) @Nullable String expected,
            InputStream json) {
        var tool = ToolBody.read(json);
        var id = ToolBody.takeId(tool);
        synchronized (this) {
            var live = live(agent, expected);
            if (live.compiled().definition().tool(id) != null) {
                if (ToolEdits.text(tool).equals(live.files().files().get(ToolEdits.path(id)))) {
                    return answer(200, live.compiled(), id);
                }
                throw new ApiException(
                        Code.ALREADY_EXISTS, "there is a tool %s; change it with PUT /v1/tools/%s".formatted(id, id));
            }
            return answer(201, release(live, id, ToolEdits.with(live.files(), id, tool)), id);
        }
    }

    /** Adds or replaces a tool. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("id") String id,
            @QueryParam("agent") @Nullable String agent,
            @HeaderParam(VERSION) @Nullable String expected,
            InputStream json) {
        var tool = ToolBody.read(json);
        ToolBody.requireSameId(tool, id);
        synchronized (this) {
            var live = live(agent, expected);
            var known = live.compiled().definition().tool(id) != null;
            if (known) {
                ToolEdits.requireOwnFile(live.files(), id);
                if (ToolEdits.text(tool).equals(live.files().files().get(ToolEdits.path(id)))) {
                    return answer(200, live.compiled(), id);
                }
            }
            return answer(known ? 200 : 201, release(live, id, ToolEdits.with(live.files(), id, tool)), id);
        }
    }

    /** Removes a tool that was made by API. */
    @DELETE
    @Path("/{id}")
    public Response remove(
            @PathParam("id") String id,
            @QueryParam("agent") @Nullable String agent,
            @HeaderParam(VERSION) @Nullable String expected) {
        synchronized (this) {
            var live = live(agent, expected);
            if (live.compiled().definition().tool(id) == null) {
                throw new ApiException(Code.NOT_FOUND, "there is no tool " + id);
            }
            ToolEdits.requireOwnFile(live.files(), id);
            var version = release(live, id, ToolEdits.without(live.files(), id))
                    .definition()
                    .version();
            return Response.noContent().header(VERSION, version).build();
        }
    }

    private Live live(@Nullable String agent, @Nullable String expected) {
        var id = AskedAgent.id(agent, settings);
        // What another process has published a moment ago is not to be undone.
        definitions.awaitEnd(SEEN_WITHIN);
        var released = definitions.index().released(id);
        var ref = released == null ? null : new DefinitionRef(id, released.liveVersion());
        var compiled = ref == null ? null : definitions.compiled(ref);
        if (ref == null || released == null || compiled == null) {
            throw AskedAgent.notLive(id);
        }
        if (released.canaryVersion() != null) {
            throw new ApiException(
                    Code.FAILED_PRECONDITION,
                    "a canary of the agent %s answers too; release one of the two before you change tools"
                            .formatted(id));
        }
        if (expected != null && !expected.equals(ref.version())) {
            throw new ApiException(
                    Code.FAILED_PRECONDITION,
                    "the version that answers is %s, not %s; look at the tools again"
                            .formatted(ref.version(), expected));
        }
        return new Live(ref, definitions.files(ref), compiled);
    }

    /**
     * Lets a changed version answer, if the one that it was made from still does: another instance may change a tool at the same moment.
     *
     * @throws ApiException failed_precondition where somebody was quicker
     */
    private CompiledDefinition release(Live live, String id, CompiledDefinition changed) {
        var actor = new Actor(ActorType.SYSTEM, "api");
        var definition = changed.definition();
        try {
            publisher.publish(changed, actor).toCompletableFuture().join();
            publisher
                    .release(
                            definition.agentId(),
                            new DefinitionReleased(definition.version())
                                    .withFollows(live.ref().version()),
                            actor)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new ApiException(Code.UNAVAILABLE, "the version could not be published; try again");
        }
        // So that whoever asks next sees it.
        if (!definitions.awaitEnd(SEEN_WITHIN)) {
            throw new ApiException(Code.UNAVAILABLE, "nobody has seen the change yet; look at the tools again");
        }
        if (!Objects.equals(
                lasting(definition.agentId(), id), changed.files().files().get(ToolEdits.path(id)))) {
            throw new ApiException(
                    Code.FAILED_PRECONDITION,
                    "the agent was changed by somebody else at the same moment, so this change was not made; look at the tools again");
        }
        return changed;
    }

    /** The tool's file in the version that answers by now, which may be a later one that was made from ours. */
    private @Nullable String lasting(String agent, String id) {
        var released = definitions.index().released(agent);
        var files = released == null ? null : definitions.files(new DefinitionRef(agent, released.liveVersion()));
        return files == null ? null : files.files().get(ToolEdits.path(id));
    }

    private static Response answer(int status, CompiledDefinition definition, String id) {
        var tool = Objects.requireNonNull(definition.definition().tool(id), id);
        var answer = Response.status(status)
                .entity(ToolView.of(tool))
                .header(VERSION, definition.definition().version());
        return status == 201 ? answer.location(URI.create("/v1/tools/" + id)).build() : answer.build();
    }
}
