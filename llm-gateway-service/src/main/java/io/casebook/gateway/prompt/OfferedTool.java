package io.casebook.gateway.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.conversation.definition.PlatformTool;
import io.casebook.conversation.definition.Specialist;
import io.casebook.conversation.definition.Tool;

/**
 * A tool as a model sees it.
 *
 * @param name its name
 * @param description what it does
 * @param parameters JSON Schema of its arguments: an object with properties
 */
public record OfferedTool(String name, String description, ObjectNode parameters) {

    /** What a specialist is asked, and how the argument that says so is called. */
    public static final String TASK = "task";

    /** The platform's own tool: give the conversation to a person. */
    public static OfferedTool handOff() {
        return new OfferedTool(
                PlatformTool.HAND_OFF,
                "Give the conversation to a human colleague.",
                oneText("reason", "Why, in one sentence, for the colleague who takes over."));
    }

    /** The platform's own tool: write down how to go on. */
    public static OfferedTool makePlan() {
        return new OfferedTool(
                PlatformTool.MAKE_PLAN,
                "Write down your plan when the matter needs several steps, and again, with what you changed and why, when a result"
                        + " contradicts it. You may call other tools in the same answer.",
                oneText("plan", "The steps that are left, one a line."));
    }

    /** The platform's own tool: ask a specialist. */
    public static OfferedTool asking(Specialist specialist) {
        return new OfferedTool(
                PlatformTool.asking(specialist.name()),
                "Ask a specialist, who sees the conversation and looks things up on its own. When: "
                        + specialist.when().strip(),
                oneText(TASK, "What you need to know, in one or two sentences."));
    }

    private static ObjectNode oneText(String name, String description) {
        var parameters = Json.object("type", "object");
        var property = parameters.putObject("properties").putObject(name);
        property.put("type", "string");
        property.put("description", description);
        parameters.putArray("required").add(name);
        return parameters;
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
