package io.casebook.gateway.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.conversation.definition.Tool;

/**
 * A tool as a model sees it.
 *
 * @param name its name
 * @param description what it does
 * @param parameters JSON Schema of its arguments: an object with properties
 */
public record OfferedTool(String name, String description, ObjectNode parameters) {

    /** Name of the tool that the platform itself offers: give the conversation to a person. */
    public static final String HAND_OFF = "hand_off";

    /** The platform's own tool. */
    public static OfferedTool handOff() {
        var parameters = Json.object("type", "object");
        var reason = parameters.putObject("properties").putObject("reason");
        reason.put("type", "string");
        reason.put("description", "Why, in one sentence, for the colleague who takes over.");
        parameters.putArray("required").add("reason");
        return new OfferedTool(HAND_OFF, "Give the conversation to a human colleague.", parameters);
    }

    /** A tool of the definition, without the parameters that the platform fills. */
    public static OfferedTool of(Tool tool) {
        return new OfferedTool(tool.name(), tool.description(), parameters(tool));
    }

    /** How many characters it takes to describe it. */
    public long length() {
        return (long) name.length()
                + description.length()
                + parameters.toString().length();
    }

    /**
     * The schema in the shape in which the protocol's library sends it: an object with its description, properties, required
     * names and definitions, without what the platform fills.
     */
    private static ObjectNode parameters(Tool tool) {
        var schema = read(tool.parametersJson());
        var bound = tool.bind().keySet();
        var parameters = Json.object("type", "object");
        if (schema.has("description")) {
            parameters.set("description", schema.get("description"));
        }
        var properties = parameters.putObject("properties");
        schema.path("properties").properties().forEach(property -> {
            if (!bound.contains(property.getKey())) {
                properties.set(property.getKey(), property.getValue());
            }
        });
        var required = parameters.putArray("required");
        schema.path("required").forEach(name -> {
            if (!bound.contains(name.asText())) {
                required.add(name);
            }
        });
        if (schema.path("$defs").isObject()) {
            parameters.set("$defs", schema.get("$defs"));
        }
        return parameters;
    }

    private static JsonNode read(String schema) {
        try {
            return Json.MAPPER.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a published definition holds a schema that is not JSON", e);
        }
    }
}
