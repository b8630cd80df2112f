package io.casebook.tools.call;

import io.casebook.schemas.Personal;
import io.casebook.tools.json.Json;
import io.casebook.vocabulary.tool.ToolCallRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fills the parameters that are the platform's to choose: who the customer is, is not up to a model. */
final class Bindings {
    private static final String RESOURCES = "$resources.";

    private Bindings() {}

    /** The arguments with every bound parameter filled. */
    static ObjectNode fill(Map<String, String> bind, ObjectNode arguments, ToolCallRequest request) {
        if (bind.isEmpty()) {
            return arguments;
        }
        var filled = arguments.deepCopy();
        bind.forEach((name, source) -> filled.set(name, value(name, source, request)));
        return filled;
    }

    private static JsonNode value(String name, String source, ToolCallRequest request) {
        return switch (source) {
            case "$customer.id" ->
                known(
                        name,
                        request.customerId(),
                        "the conversation has no verified customer; open it with a customer_id");
            case "$conversation.id" -> known(name, request.conversationId(), "the call belongs to no conversation");
            case String path when path.startsWith(RESOURCES) -> resource(name, path, request);
            default ->
                throw new Denied(
                        Denied.INVALID_DEFINITION,
                        "bind: %s of the tool is neither $customer.id nor $conversation.id nor $resources.<name>.<path>: %s"
                                .formatted(name, source));
        };
    }

    private static JsonNode known(String name, String value, String otherwise) {
        if (value.isBlank()) {
            throw new Denied(Denied.BINDING_MISSING, "%s cannot be filled: %s".formatted(name, otherwise));
        }
        return Json.of(value);
    }

    private static JsonNode resource(String name, String source, ToolCallRequest request) {
        var path = source.substring(RESOURCES.length());
        var point = path.indexOf('.');
        var resource = point < 0 ? path : path.substring(0, point);
        var text = Personal.plainOrNull(request.resources().get(resource));
        var content = text == null ? null : Json.parse(text);
        var value = content == null || point < 0 ? content : at(content, path.substring(point + 1));
        if (value == null || value.isNull()) {
            throw new Denied(
                    Denied.BINDING_MISSING,
                    "%s cannot be filled from %s: %s; attach it with PUT /v1/conversations/{id}/resources/%s"
                            .formatted(
                                    name,
                                    source,
                                    content == null
                                            ? "the conversation has no resource of that name"
                                            : "the resource has no such value",
                                    resource));
        }
        return value;
    }

    private static @Nullable JsonNode at(JsonNode content, String path) {
        var value = content;
        for (var step : path.split("\\.")) {
            value = value.isArray() && step.matches("\\d{1,9}") ? value.get(Integer.parseInt(step)) : value.get(step);
            if (value == null) {
                return null;
            }
        }
        return value;
    }
}
