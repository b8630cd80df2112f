package io.casebook.projections.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the tables hold, to be compared. */
final class Tables {
    private Tables() {}

    /** Every row of every table, in one order. */
    static Map<String, List<String>> all(ProjectionStore store) {
        var all = new LinkedHashMap<String, List<String>>();
        all.put("events", rows(store, "SELECT * FROM events ORDER BY conversation_id, sequence, log_offset"));
        all.put("messages", rows(store, "SELECT * FROM messages ORDER BY conversation_id, sequence"));
        all.put("conversations", rows(store, "SELECT * FROM conversations ORDER BY conversation_id"));
        all.put("turns", rows(store, "SELECT * FROM turns ORDER BY conversation_id, turn"));
        all.put("log_positions", rows(store, "SELECT * FROM log_positions ORDER BY log_partition"));
        return all;
    }

    static List<String> rows(ProjectionStore store, String sql) {
        return store.read(connection -> {
            try (var select = connection.createStatement();
                    var rows = select.executeQuery(sql)) {
                return rows(rows);
            }
        });
    }

    private static List<String> rows(java.sql.ResultSet rows) throws SQLException {
        var list = new ArrayList<String>();
        while (rows.next()) {
            var line = new StringBuilder();
            for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                line.append(column == 1 ? "" : " | ").append(rows.getString(column));
            }
            list.add(line.toString());
        }
        return list;
    }
}
