package io.casebook.platform.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelVariableResolver;
import io.casebook.conversation.definition.Facts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Facts as the values that CEL computes with. Only what an expression names is read. */
record CelValues(Facts facts) implements CelVariableResolver {

    @Override
    public Optional<Object> find(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "slots" -> facts.slots();
                    case "results" -> documents(facts.results());
                    case "resources" -> documents(facts.resources());
                    case "identity" -> document(facts.resources().get("identity"));
                    case "args" -> document(facts.argsJson());
                    case "customer" -> Map.of("id", facts.customerId());
                    case "conversation" -> Map.of("id", facts.conversationId());
                    case "channel" -> facts.channel();
                    case "language" -> facts.language();
                    case "now" -> facts.now();
                    default -> named(name);
                });
    }

    private @Nullable Object named(String name) {
        String slot = facts.slots().get(name);
        return slot != null ? slot : document(facts.results().get(name));
    }

    private static Map<String, Object> documents(Map<String, String> texts) {
        Map<String, Object> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            Object value = document(text);
            if (value != null) {
                values.put(name, value);
            }
        });
        return values;
    }

    private static @Nullable Object document(@Nullable String json) {
        JsonNode node = json == null ? null : Json.parse(json);
        return node == null ? null : value(node);
    }

    /** Whole numbers become int, all others double; the comparisons of CEL mix the two, its arithmetic does not. */
    private static Object value(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> members = new LinkedHashMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.forEach(item -> items.add(value(item)));
            return items;
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : node.doubleValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() ? NullValue.NULL_VALUE : node.asText();
    }
}
