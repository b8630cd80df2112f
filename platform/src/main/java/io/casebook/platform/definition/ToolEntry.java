package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.conversation.definition.Tool;
import io.casebook.platform.definition.expression.Scope;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tool as it was read.
 *
 * @param tool the tool
 * @param line where it is declared in tools.yaml
 * @param schema its parameters without the bound ones; null where its server tells them
 */
record ToolEntry(Tool tool, int line, @Nullable JsonNode schema) {

    /** The parameters that a model or a procedure may fill. */
    Scope.Arguments arguments() {
        return arguments(schema);
    }

    static Scope.Arguments arguments(@Nullable JsonNode schema) {
        Set<String> names = new LinkedHashSet<>();
        if (schema == null) {
            return new Scope.Arguments(names, true);
        }
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return new Scope.Arguments(names, schema.path("additionalProperties").asBoolean(false));
    }
}
