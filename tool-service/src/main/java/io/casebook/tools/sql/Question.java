package io.casebook.tools.sql;

import io.casebook.tools.json.Json;
import io.casebook.tools.template.Filling;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A query with the arguments of one call: {@code {"rows": […], "truncated": false}} comes of it. */
final class Question {
    private final SqlTool tool;
    private final Filling filling;
    private final int largest;

    Question(SqlTool tool, Filling filling, int largest) {
        this.tool = tool;
        this.filling = filling;
        this.largest = largest;
    }

    /** The answer has more characters than are read. */
    static final class TooLongException extends RuntimeException {
        TooLongException() {
            super("the answer is too long", null, false, false);
        }
    }

    /** The database or its driver cannot prepare the query: a slip in it, or something that the driver cannot do. */
    static final class UnpreparedException extends Exception {
        private final SQLException why;

        UnpreparedException(SQLException why) {
            super(why);
            this.why = why;
        }

        /** What the driver says; no argument has reached it yet. */
        SQLException why() {
            return why;
        }
    }

    JsonNode ask(Connection connection, Duration within, AtomicReference<@Nullable Statement> running)
            throws SQLException, UnpreparedException {
        try (var statement = prepared(connection)) {
            running.set(statement);
            bound(statement, within);
            var place = 1;
            for (var name : tool.query().parameters()) {
                bind(connection, statement, place++, filling.value(name));
            }
            try (var results = statement.executeQuery()) {
                return read(results);
            }
        } finally {
            running.set(null);
        }
    }

    private PreparedStatement prepared(Connection connection) throws UnpreparedException {
        try {
            Postgres.requireOneStatement(connection, tool.query());
            return connection.prepareStatement(tool.query().statement());
        } catch (SQLException e) {
            throw new UnpreparedException(e);
        }
    }

    /** Bounds that are a help to the database. Where its driver knows none, time and rows are bounded here all the same. */
    private void bound(Statement statement, Duration within) throws SQLException {
        try {
            statement.setQueryTimeout(Math.clamp(within.toSeconds() + 1, 1, 3_600));
        } catch (SQLFeatureNotSupportedException e) {
            // Whoever waits for the answer cancels the query.
        }
        try {
            // One more than wanted, so that it shows whether there are more.
            statement.setMaxRows(tool.rows() + 1);
            statement.setFetchSize(Math.min(tool.rows() + 1, 100));
        } catch (SQLFeatureNotSupportedException e) {
            // No more rows than wanted are read.
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, int place, @Nullable JsonNode value)
            throws SQLException {
        switch (value) {
            case null -> statement.setNull(place, Types.NULL);
            case JsonNode truth when truth.isBoolean() -> statement.setBoolean(place, truth.booleanValue());
            case JsonNode whole
            when whole.isIntegralNumber() && whole.canConvertToLong() -> statement.setLong(place, whole.longValue());
            case JsonNode number when number.isNumber() -> statement.setBigDecimal(place, number.decimalValue());
            case JsonNode several
            when several.isArray() ->
                statement.setArray(
                        place,
                        connection.createArrayOf(
                                "text", several.valueStream().map(Filling::text).toArray()));
            default -> statement.setString(place, Filling.text(value));
        }
    }

    private ObjectNode read(ResultSet results) throws SQLException {
        var columns = results.getMetaData();
        var rows = Json.array();
        var truncated = false;
        var length = 0L;
        while (results.next()) {
            if (rows.size() >= tool.rows()) {
                truncated = true;
                break;
            }
            var row = rows.addObject();
            for (var i = 1; i <= columns.getColumnCount(); i++) {
                var cell = Cells.json(results, i);
                length += cell.isString() ? cell.stringValue().length() : 10;
                if (length > largest) {
                    throw new TooLongException();
                }
                row.set(columns.getColumnLabel(i), cell);
            }
        }
        return Json.object().set("rows", rows).put("truncated", truncated);
    }
}
