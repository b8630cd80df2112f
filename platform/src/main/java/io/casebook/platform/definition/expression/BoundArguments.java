package io.casebook.platform.definition.expression;

import io.casebook.conversation.definition.ArgumentsTemplate;
import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.Rendered;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the platform fills into a tool's bound parameters. A value that is missing is null here, so that one that is always missing hides
 * no change of another; the call itself is denied for it.
 *
 * @param bind name of the parameter to {@code $customer.id}, {@code $conversation.id} or {@code $resources.<name>.<path>}
 */
public record BoundArguments(Map<String, String> bind) implements ArgumentsTemplate {
    public BoundArguments {
        bind = Collections.unmodifiableMap(new TreeMap<>(bind));
    }

    @Override
    public String source() {
        return bind.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public Rendered render(Facts facts) {
        var reader = new FactsReader(facts);
        var values = Json.MAPPER.createObjectNode();
        bind.forEach((name, source) -> values.set(
                name,
                reader.find(path(source)) instanceof Lookup.Found found ? found.value() : Json.MAPPER.nullNode()));
        return new Rendered.Complete(Json.write(values));
    }

    private static List<String> path(String source) {
        return Arrays.asList(source.substring(1).split("\\."));
    }
}
