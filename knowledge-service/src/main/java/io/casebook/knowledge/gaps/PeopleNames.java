package io.casebook.knowledge.gaps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;

/** The names of people that attached data tell: texts of fields that are called a name. */
final class PeopleNames {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 80;
    private static final int SHORTEST = 2;
    private static final int MOST = 20;

    private PeopleNames() {}

    static Collection<String> in(String json) {
        var names = new TreeSet<String>();
        try {
            collect(JSON.readTree(json), names);
        } catch (JsonProcessingException e) {
            // Data that is no JSON tells no names.
        }
        return names;
    }

    private static void collect(JsonNode node, Collection<String> names) {
        if (names.size() >= MOST) {
            return;
        }
        for (var field : node.properties()) {
            var value = field.getValue();
            if (value.isTextual() && field.getKey().toLowerCase(Locale.ROOT).endsWith("name")) {
                add(value.textValue().strip(), names);
            } else {
                collect(value, names);
            }
        }
        if (node.isArray()) {
            node.forEach(element -> collect(element, names));
        }
    }

    private static void add(String name, Collection<String> names) {
        if (name.length() >= SHORTEST && name.length() <= LONGEST) {
            names.add(name);
        }
    }
}
