package io.casebook.tools.sql;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.call.Denied;
import io.casebook.tools.call.Schema;
import io.casebook.tools.template.Filling;
import io.casebook.tools.template.Names;
import io.casebook.tools.template.Text;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code sql} block of a tool, compiled.
 *
 * @param url where the database is
 * @param user as whom; null where the url says it
 * @param password with which password; null for none
 * @param connections how many connections there are at most
 * @param query what is asked
 * @param rows how many rows are returned at most
 */
record SqlTool(Text url, @Nullable Text user, @Nullable Text password, int connections, Query query, int rows) {
    private static final Set<String> KEYS = Set.of("url", "user", "password", "connections", "query", "rows");
    private static final int ROWS = 100;
    private static final int MOST_ROWS = 1_000;

    static SqlTool of(Tool tool, Schema parameters) {
        var name = tool.name();
        if (!(tool.execution().get("sql") instanceof Map<?, ?> block) || !KEYS.containsAll(block.keySet())) {
            throw Denied.invalidDefinition(name, "sql takes url, user, password, connections, query and rows");
        }
        if (tool.writes()) {
            throw Denied.invalidDefinition(name, "a tool of the kind sql only reads; its effect must be read");
        }
        if (!(block.get("url") instanceof String url) || !(block.get("query") instanceof String source)) {
            throw Denied.invalidDefinition(name, "sql needs url and query");
        }
        var query = Query.of(name, source);
        Names.refuseUnknown(tool, parameters, query.parameters());
        return new SqlTool(
                setting(name, url),
                settingOrNull(name, block.get("user")),
                settingOrNull(name, block.get("password")),
                whole(name, "connections", block.get("connections"), Database.CONNECTIONS, Database.MOST_CONNECTIONS),
                query,
                whole(name, "rows", block.get("rows"), ROWS, MOST_ROWS));
    }

    /** Where to ask, for one call. */
    Database database(Filling filling) {
        return new Database(url.fill(filling), text(user, filling), text(password, filling), connections);
    }

    private static @Nullable String text(@Nullable Text text, Filling filling) {
        return text == null ? null : text.fill(filling);
    }

    private static int whole(String tool, String key, @Nullable Object number, int otherwise, int most) {
        if (number == null) {
            return otherwise;
        }
        if (number instanceof Number whole && whole.longValue() >= 1 && whole.longValue() <= most) {
            return whole.intValue();
        }
        throw Denied.invalidDefinition(tool, "sql.%s must be a whole number from 1 to %d".formatted(key, most));
    }

    private static @Nullable Text settingOrNull(String tool, @Nullable Object source) {
        return source == null ? null : setting(tool, String.valueOf(source));
    }

    private static Text setting(String tool, String source) {
        var text = Text.of(source);
        if (!text.arguments().isEmpty()) {
            throw Denied.invalidDefinition(tool, "an argument would choose the database; write it into the query");
        }
        return text;
    }
}
