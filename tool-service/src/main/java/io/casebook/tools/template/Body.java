package io.casebook.tools.template;

import io.casebook.tools.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The JSON that a tool is sent, with arguments in it. It is put together as a tree, so no value can break out of its place. A
 * text that is nothing but one argument becomes that argument, with its own type; where it has no value, the member is left out.
 */
public sealed interface Body {

    /** Stands for itself. */
    record Fixed(JsonNode value) implements Body {}

    /** A text with places to fill. */
    record Filled(Text text) implements Body {}

    /** A list. */
    record Items(List<Body> items) implements Body {}

    /** An object. */
    record Members(Map<String, Body> members) implements Body {}

    /** Reads the body of a definition. */
    static Body of(@Nullable Object source) {
        return switch (source) {
            case String text -> {
                var parsed = Text.of(text);
                yield parsed.parts().stream().allMatch(Text.Part.Literal.class::isInstance)
                        ? new Fixed(Json.of(text))
                        : new Filled(parsed);
            }
            case Map<?, ?> map -> {
                var members = new LinkedHashMap<String, Body>();
                map.forEach((name, value) -> members.put(String.valueOf(name), of(value)));
                yield new Members(members);
            }
            case List<?> list -> {
                var items = new ArrayList<Body>();
                list.forEach(item -> items.add(of(item)));
                yield new Items(items);
            }
            case null, default -> new Fixed(Json.of(source));
        };
    }

    /** The value of one call; null where it is nothing but an argument without a value. */
    default @Nullable JsonNode fill(Filling filling) {
        return switch (this) {
            case Fixed fixed -> fixed.value();
            case Filled filled -> {
                var whole = filled.text().wholeArgument();
                yield whole != null
                        ? filling.value(whole)
                        : Json.of(filled.text().fill(filling));
            }
            case Items items -> {
                var array = Json.array();
                items.items().forEach(item -> addTo(item.fill(filling), array::add));
                yield array;
            }
            case Members members -> {
                var object = Json.object();
                members.members().forEach((name, value) -> addTo(value.fill(filling), it -> object.set(name, it)));
                yield object;
            }
        };
    }

    /** Hands on the names of all arguments in it. */
    default void arguments(Consumer<String> names) {
        switch (this) {
            case Fixed fixed -> {
                // has none
            }
            case Filled filled -> filled.text().arguments().forEach(names);
            case Items items -> items.items().forEach(item -> item.arguments(names));
            case Members members -> members.members().values().forEach(member -> member.arguments(names));
        }
    }

    private static void addTo(@Nullable JsonNode value, Consumer<JsonNode> container) {
        if (value != null) {
            container.accept(value);
        }
    }
}
