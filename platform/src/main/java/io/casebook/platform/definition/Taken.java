package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server's own description says of one of its tools.
 *
 * @param description what the tool does; empty where it does not say
 * @param parameters JSON Schema of what it takes, with what the platform will fill; null where it does not say
 * @param returns JSON Schema of what it returns; null where it does not say
 * @param execution how it is carried out
 */
record Taken(
        String description,
        @Nullable ObjectNode parameters,
        @Nullable ObjectNode returns,
        Map<String, @Nullable Object> execution) {}
