package io.casebook.standalone.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.conversation.definition.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A tool on paper: what a model is told of it, and what the platform does about it. */
final class ToolSheet {
    private ToolSheet() {}

    /** The same as {@code GET /v1/tools/{id}} tells. */
    static ObjectNode of(Tool tool) {
        var sheet = Api.JSON
                .createObjectNode()
                .put("id", tool.name())
                .put("description", tool.description())
                .put("effect", tool.effect().name().toLowerCase(Locale.ROOT));
        try {
            sheet.set("parameters", Api.JSON.readTree(tool.parametersJson()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a compiled tool has a schema", e);
        }
        var bound = sheet.putArray("bound");
        tool.bind().keySet().forEach(bound::add);
        var approve = tool.approve();
        var requires = tool.requires();
        return sheet.put("approve", approve == null ? null : approve.source())
                .put("requires", requires == null ? null : requires.source())
                .put("critical", tool.critical())
                .put("timeout_ms", tool.timeout().toMillis())
                .put("repeatable", !tool.writes() || tool.repeatable());
    }

    /** For a person to read. */
    static List<String> lines(JsonNode sheet) {
        var lines = new ArrayList<String>();
        lines.add("%s  (%s)"
                .formatted(sheet.path("id").asText(), sheet.path("effect").asText()));
        lines.add("  " + sheet.path("description").asText().replaceAll("\\s+", " "));
        var required = new ArrayList<String>();
        sheet.at("/parameters/required").forEach(name -> required.add(name.asText()));
        sheet.at("/parameters/properties")
                .properties()
                .forEach(property -> lines.add("    %s: %s%s%s"
                        .formatted(
                                property.getKey(),
                                type(property.getValue()),
                                required.contains(property.getKey()) ? ", required" : "",
                                said(property.getValue()))));
        if (!sheet.path("bound").isEmpty()) {
            lines.add("  filled by the platform: " + joined(sheet.path("bound")));
        }
        for (var key : List.of("requires", "approve")) {
            if (sheet.hasNonNull(key)) {
                lines.add("  %s: %s".formatted(key, sheet.path(key).asText()));
            }
        }
        return lines;
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isTextual()
                ? type.asText()
                : type.isArray() ? joined(type) : schema.has("enum") ? "one of " + joined(schema.path("enum")) : "any";
    }

    private static String said(JsonNode schema) {
        var description = schema.path("description").asText();
        return description.isBlank() ? "" : "  (" + description.replaceAll("\\s+", " ") + ")";
    }

    private static String joined(JsonNode texts) {
        var all = new ArrayList<String>();
        texts.forEach(text -> all.add(text.asText()));
        return String.join(", ", all);
    }
}
