package io.casebook.gateway.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.PlatformTool;
import io.casebook.conversation.definition.Tool;
import io.casebook.gateway.endpoint.Reply;
import io.casebook.gateway.privacy.HiddenValues;
import io.casebook.gateway.prompt.OfferedTool;
import io.casebook.platform.redaction.Tokens;
import io.casebook.platform.schema.BoundedPattern;
import io.casebook.vocabulary.llm.CompletionRequest;
import java.util.stream.Collectors;

/**
 * Holds the arguments of tool calls against the schemas of the tools. A tool that exists but is not offered, and a parameter
 * that the platform fills, pass here: refusing them is a decision that belongs into the log.
 */
final class ToolArguments {
    private static final int TOLD = 3;
    private static final int LONGEST_DETAIL = 400;
    private static final int REMEMBERED = 1000;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaCacheEnabled(false)
                    .schemaLoader(loader -> loader.fetchRemoteResources(false))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .regularExpressionFactory(BoundedPattern::new)
                            .build()));

    private final Cache<String, Schema> schemas =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * The arguments as JSON text.
     *
     * @param request what the model was asked, with the customer's words
     */
    String checked(Reply.Call call, CompletionRequest request, AgentDefinition definition) throws Rejection {
        if (call.tool().equals(PlatformTool.HAND_OFF)) {
            return object(call).toString();
        }
        if (PlatformTool.specialist(definition, call.tool()) != null) {
            text(call, OfferedTool.TASK);
            return object(call).toString();
        }
        var tool = definition.tool(call.tool());
        if (tool == null) {
            throw Rejection.because(
                    "unknown_tool", "There is no tool of that name; use only the tools that are offered.");
        }
        // Written anew: many models write every letter beyond ASCII as an escape, and tokens have two of them.
        var written = object(call).toString();
        var revealed = HiddenValues.of(definition).reveal(tool, written, request);
        var arguments = object(revealed);
        // What stands behind a token that is left, only the tool service knows.
        if (!Tokens.any(revealed)) {
            hold(tool, arguments);
        }
        return arguments.toString();
    }

    /** The one text that a tool of the platform takes. */
    String text(Reply.Call call, String name) throws Rejection {
        var text = object(call).path(name);
        if (!text.isTextual() || text.asText().isBlank()) {
            throw Rejection.because(
                    "invalid_arguments",
                    "The arguments of %s do not fit: %s must be a text.".formatted(call.tool(), name));
        }
        return text.asText().strip();
    }

    private static ObjectNode object(Reply.Call call) throws Rejection {
        return object(call.arguments());
    }

    private static ObjectNode object(String arguments) throws Rejection {
        if (arguments.isBlank()) {
            return MAPPER.createObjectNode();
        }
        try {
            if (MAPPER.readTree(arguments) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // Said below; the parser's message would quote the arguments.
        }
        throw Rejection.because("invalid_json", "The arguments of a tool call must be one JSON object.");
    }

    private void hold(Tool tool, ObjectNode arguments) throws Rejection {
        var open = arguments.deepCopy();
        open.remove(tool.bind().keySet());
        try {
            var schema = schemas.get(tool.parametersJson(), REGISTRY::getSchema);
            var errors = schema.validate(open.toString(), InputFormat.JSON);
            if (!errors.isEmpty()) {
                var detail = errors.stream()
                        .limit(TOLD)
                        .map(ToolArguments::advice)
                        .collect(Collectors.joining("; ", "The arguments of " + tool.name() + " do not fit: ", "."));
                throw Rejection.because(
                        "invalid_arguments", detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
            }
        } catch (SchemaException | BoundedPattern.TooLongException e) {
            // A schema that cannot be used, or not in time, is the tool service's to refuse, with the call in the log.
            return;
        }
    }

    private static String advice(Error error) {
        var where = error.getInstanceLocation().toString();
        return where.isEmpty() ? error.getMessage() : where + " " + error.getMessage();
    }
}
