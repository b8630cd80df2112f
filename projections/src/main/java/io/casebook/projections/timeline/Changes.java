package io.casebook.projections.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares two states. Lists are compared by what they hold, so that the oldest entry's leaving is not a change of all. */
final class Changes {
    /** Change with every event and say nothing. */
    private static final Set<String> CLOCKWORK = Set.of("sequence", "updated_at");

    private Changes() {}

    static List<Change> between(JsonNode before, JsonNode after) {
        var changes = new ArrayList<Change>();
        compare("", before, after, changes);
        changes.removeIf(change -> CLOCKWORK.contains(change.path()));
        return changes;
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<Change> changes) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject() && sameKind(before, after)) {
            compareFields(path, before, after, changes);
        } else if (before.isArray() && after.isArray()) {
            compareEntries(path, before, after, changes);
        } else {
            changes.add(new Change(path, orNull(before), orNull(after)));
        }
    }

    /** One phase that gives way to another is one change, not one of each field. */
    private static boolean sameKind(JsonNode before, JsonNode after) {
        return before.path("type").equals(after.path("type"));
    }

    private static void compareFields(String path, JsonNode before, JsonNode after, List<Change> changes) {
        var names = new TreeSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            compare(path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name), changes);
        }
    }

    private static void compareEntries(String path, JsonNode before, JsonNode after, List<Change> changes) {
        var old = new HashSet<JsonNode>();
        before.forEach(old::add);
        var now = new HashSet<JsonNode>();
        after.forEach(now::add);
        for (var entry : before) {
            if (!now.contains(entry)) {
                changes.add(new Change(path, entry, null));
            }
        }
        for (var entry : after) {
            if (!old.contains(entry)) {
                changes.add(new Change(path, null, entry));
            }
        }
    }

    private static @Nullable JsonNode orNull(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node;
    }
}
