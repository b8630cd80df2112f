package io.casebook.tools.in;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Tool;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.definition.DefinitionCatalog;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.platform.http.JsonBody;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.tools.ToolService;
import io.casebook.tools.Tried;
import io.casebook.tools.call.Denied;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolDenial;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools of the version that answers customers. {@code ?agent=} names another agent than the installation's own. */
@Path("/v1/tools")
@Produces(MediaType.APPLICATION_JSON)
public class ToolsResource {
    /** The header that a call of a writing tool by hand must have. */
    static final String CONFIRM = "X-Casebook-Confirm";

    private static final String CONFIRMED = "execute";
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final ToolService service;
    private final DefinitionCatalog definitions;
    private final PlatformSettings settings;
    private final NamedCalls named = new NamedCalls();

    ToolsResource(ToolService service, DefinitionCatalog definitions, PlatformSettings settings) {
        this.service = service;
        this.definitions = definitions;
        this.settings = settings;
    }

    /** All tools. */
    @GET
    public List<ToolView> all(@QueryParam("agent") @Nullable String agent) {
        return live(agent, null).tools().values().stream().map(ToolView::of).toList();
    }

    /** One tool. */
    @GET
    @Path("/{id}")
    public ToolView one(@PathParam("id") String id, @QueryParam("agent") @Nullable String agent) {
        return ToolView.of(tool(live(agent, null), id));
    }

    /** Calls a tool by hand. What a tool refuses, or the platform denies, is an outcome and no error of the API. */
    @POST
    @Path("/{id}/execute")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response execute(
            @PathParam("id") String id,
            @QueryParam("agent") @Nullable String agent,
            @HeaderParam(CONFIRM) @Nullable String confirm,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            InputStream json) {
        var body = JsonBody.parse(json);
        var arguments = body.freeObject("arguments").orNull();
        var customer = body.id("customer_id").orNull();
        var conversation = body.id("conversation_id").orNull();
        var resources = resources(body.object("resources").orNull());
        var key = NamedCalls.key(idempotencyKey, body.text("idempotency_key").orNull());
        var sandbox = body.oneOf("sandbox", "off", "reads", "closed").orNull();
        var definition = live(agent, conversation);
        var tool = tool(definition, id);
        if ((sandbox == null || sandbox.equals("off")) && tool.writes() && !CONFIRMED.equals(confirm)) {
            throw new ApiException(
                    Code.FAILED_PRECONDITION,
                    "%s changes something; send the header %s: %s to call it all the same"
                            .formatted(id, CONFIRM, CONFIRMED));
        }
        var request = request(
                        definition,
                        tool,
                        arguments == null ? "{}" : arguments.toString(),
                        customer,
                        conversation,
                        resources)
                .withSandbox(sandbox);
        var content = List.of(
                        id,
                        Personal.plain(request.arguments()),
                        request.customerId(),
                        request.conversationId(),
                        String.valueOf(body.raw().get("resources")),
                        String.valueOf(sandbox))
                .toString();
        var callId = named.id(settings.tenantId(), definition.agentId(), key, content);
        return answer(service.tried(request.withCallId(callId)), body.warning());
    }

    private static Response answer(@Nullable Tried tried, @Nullable String warning) {
        if (tried == null) {
            throw new ApiException(Code.UNAVAILABLE, "the tool service is not ready; try again in a few seconds");
        }
        if (tried.result().outcome() instanceof ToolDenial denial
                && denial.reasonCode().equals(Denied.CALL_ID_REUSED)) {
            throw NamedCalls.taken();
        }
        var answer = Response.ok(ResultView.of(tried));
        if (warning != null) {
            answer.header(JsonBody.WARNING_HEADER, warning);
        }
        return answer.build();
    }

    private ToolCallRequest request(
            AgentDefinition definition,
            Tool tool,
            String arguments,
            @Nullable String customer,
            @Nullable String conversation,
            Map<String, PersonalText> resources) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new ToolCallRequest(
                "",
                settings.tenantId(),
                conversation == null ? "" : conversation,
                customer == null ? "" : customer,
                0,
                0,
                new DefinitionRef(definition.agentId(), definition.version()),
                tool.name(),
                tool.writes() ? ToolEffect.WRITE : ToolEffect.READ,
                Personal.text(arguments),
                ContentHash.of(arguments),
                resources,
                null,
                now,
                now.plus(WITHIN),
                List.of(),
                null);
    }

    private static Map<String, PersonalText> resources(@Nullable JsonBody body) {
        var resources = new LinkedHashMap<String, PersonalText>();
        if (body != null) {
            for (var name : body.names()) {
                resources.put(
                        name, Personal.text(body.freeObject(name).required().toString()));
            }
        }
        return resources;
    }

    private AgentDefinition live(@Nullable String agent, @Nullable String conversation) {
        var id = AskedAgent.id(agent, settings);
        if (conversation != null) {
            return found(id, definitions.live(id, conversation));
        }
        var released = definitions.index().released(id);
        return found(id, released == null ? null : definitions.find(new DefinitionRef(id, released.liveVersion())));
    }

    private static AgentDefinition found(String agent, @Nullable AgentDefinition definition) {
        if (definition == null) {
            throw AskedAgent.notLive(agent);
        }
        return definition;
    }

    private static Tool tool(AgentDefinition definition, String id) {
        var tool = definition.tool(id);
        if (tool == null) {
            throw new ApiException(
                    Code.NOT_FOUND,
                    "%s has no tool of that name; it has: %s"
                            .formatted(
                                    definition.agentId(),
                                    String.join(", ", definition.tools().keySet())));
        }
        return tool;
    }
}
