package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.tools.LocalTools;
import io.casebook.tools.in.ResultView;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.tool.ToolCallRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call of a tool by hand.
 *
 * @param tool its name
 * @param arguments what a model would send
 * @param customer for whom; null for nobody
 * @param resources data attached to the conversation
 * @param confirmed whether it may change something
 * @param key the same for a repetition, so that the running Casebook does it once
 */
record ToolTrial(
        String tool,
        ObjectNode arguments,
        @Nullable String customer,
        Map<String, ObjectNode> resources,
        boolean confirmed,
        String key) {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final String SECRETS = "CASEBOOK_TOOLS_SECRETS_DIR";

    /** Has the running Casebook call it. */
    JsonNode over(Connection connection) {
        var body = Api.JSON.createObjectNode();
        body.set("arguments", arguments);
        if (customer != null) {
            body.put("customer_id", customer);
        }
        if (!resources.isEmpty()) {
            var attached = body.putObject("resources");
            resources.forEach(attached::set);
        }
        try (var api = connection.api()) {
            var path = "/v1/tools/" + Api.encoded(tool) + "/execute";
            var headers = new LinkedHashMap<>(Map.of("Idempotency-Key", key));
            if (confirmed) {
                headers.put("X-Casebook-Confirm", "execute");
            }
            return api.call("POST", path, body, headers);
        } catch (CommandFailure e) {
            throw confirmed
                    ? CommandFailure.failed(
                            "%s (to make sure that it is done once, repeat it with --idempotency-key %s)"
                                    .formatted(e.getMessage(), key))
                    : e;
        }
    }

    /** Calls it from this process. */
    JsonNode from(AgentDefinition definition) {
        var declared = definition.tool(tool);
        if (declared == null) {
            throw CommandFailure.misused("there is no tool %s; there are: %s"
                    .formatted(tool, String.join(", ", definition.tools().keySet())));
        }
        if (declared.writes() && !confirmed) {
            throw CommandFailure.misused("%s changes something; add --confirm to call it all the same".formatted(tool));
        }
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var request = new ToolCallRequest(
                        "test-" + UUID.randomUUID(),
                        "default",
                        "",
                        customer == null ? "" : customer,
                        0,
                        0,
                        new DefinitionRef(definition.agentId(), definition.version()),
                        tool,
                        declared.writes() ? ToolEffect.WRITE : ToolEffect.READ,
                        Personal.text(arguments.toString()),
                        ContentHash.of(arguments.toString()),
                        now,
                        now.plus(WITHIN))
                .withResources(attached());
        var secrets = System.getenv(SECRETS);
        try (var tools = new LocalTools(definition, secrets == null ? null : Path.of(secrets))) {
            return Api.JSON.readTree(ResultView.of(tools.tried(request)).json());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("the answer is JSON", e);
        }
    }

    private Map<String, PersonalText> attached() {
        Map<String, PersonalText> attached = new LinkedHashMap<>();
        resources.forEach((name, content) -> attached.put(name, Personal.text(content.toString())));
        return attached;
    }
}
