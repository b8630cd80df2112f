package io.casebook.projections.read;

import io.casebook.projections.store.ProjectionStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many rows each table has. */
public final class TableCounts {
    private static final List<String> TABLES = List.of("events", "messages", "conversations", "turns");

    private TableCounts() {}

    /** The tables in their order. */
    public static Map<String, Long> of(ProjectionStore store) {
        return store.read(connection -> {
            var counts = new LinkedHashMap<String, Long>();
            try (var statement = connection.createStatement()) {
                for (var table : TABLES) {
                    try (var count = statement.executeQuery("SELECT count(*) FROM " + table)) {
                        count.next();
                        counts.put(table, count.getLong(1));
                    }
                }
            }
            return counts;
        });
    }
}
