package io.casebook.projections.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.projections.json.RecordJson;
import io.casebook.projections.query.QueryRefusedException.Reason;
import io.casebook.projections.store.ProjectionStore;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the tables. Three walls stand one behind the other: DuckDB's own parser must see exactly one SELECT, the transaction is
 * read-only, and the database was opened without any way to files, networks and settings.
 */
public final class SqlQuestion {
    /** The longest question, in characters. */
    public static final int LONGEST = 20_000;
    /** Most rows of an answer. */
    public static final int MOST_ROWS = 10_000;

    private static final int AT_ONCE = 4;
    private static final long QUEUE_SECONDS = 5;
    private static final int LONGEST_FAULT = 500;

    private final Duration limit;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** @param limit how long an answer may take */
    public SqlQuestion(Duration limit) {
        this.limit = limit;
    }

    /**
     * The answer.
     *
     * @param sql one SELECT
     * @param mostRows rows after which the answer is cut off
     * @throws QueryRefusedException if it is no question, or takes too long
     */
    public QueryResult ask(ProjectionStore store, String sql, int mostRows) {
        if (sql.isBlank()) {
            throw new QueryRefusedException(Reason.INVALID, "the query is empty; send one SELECT");
        }
        if (sql.length() > LONGEST) {
            throw new QueryRefusedException(
                    Reason.INVALID, "the query has more than %,d characters; shorten it".formatted(LONGEST));
        }
        enter();
        try {
            return store.read(connection -> ask(connection, sql, Math.clamp(mostRows, 1, MOST_ROWS)));
        } finally {
            places.release();
        }
    }

    private void enter() {
        try {
            if (!places.tryAcquire(QUEUE_SECONDS, TimeUnit.SECONDS)) {
                throw new QueryRefusedException(
                        Reason.BUSY, "%d queries are running; ask again when they are done".formatted(AT_ONCE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryRefusedException(Reason.BUSY, "the service is stopping; ask again later");
        }
    }

    private QueryResult ask(Connection connection, String sql, int mostRows) throws SQLException {
        requireOneSelect(connection, sql);
        execute(connection, "BEGIN TRANSACTION READ ONLY");
        try {
            return select(connection, sql, mostRows);
        } finally {
            execute(connection, "ROLLBACK");
        }
    }

    private static void requireOneSelect(Connection connection, String sql) throws SQLException {
        try (var parse = connection.prepareStatement("SELECT json_serialize_sql(?)")) {
            parse.setString(1, sql);
            try (var rows = parse.executeQuery()) {
                rows.next();
                check(RecordJson.parse(rows.getString(1)));
            }
        }
    }

    private static void check(JsonNode parsed) {
        if (parsed.path("error").asBoolean()) {
            throw new QueryRefusedException(
                    Reason.INVALID,
                    parsed.path("error_type").asText().equals("parser")
                            ? "the query is no valid SQL: "
                                    + parsed.path("error_message").asText()
                            : "only SELECT is answered (also SHOW, DESCRIBE, SUMMARIZE): the tables cannot be changed from outside");
        }
        if (parsed.path("statements").size() != 1) {
            throw new QueryRefusedException(Reason.INVALID, "the query has more than one statement; send one SELECT");
        }
    }

    private QueryResult select(Connection connection, String sql, int mostRows) throws SQLException {
        var began = System.nanoTime();
        // The line breaks keep a comment at its end from swallowing the bracket.
        var bounded = "SELECT * FROM (\n%s\n) LIMIT %d".formatted(withoutSemicolon(sql), mostRows + 1);
        try (var select = connection.createStatement()) {
            select.setQueryTimeout(Math.toIntExact(Math.max(1, limit.toSeconds())));
            try (var rows = select.executeQuery(bounded)) {
                var columns = columns(rows.getMetaData());
                var values = values(rows, columns.size());
                var truncated = values.size() > mostRows;
                var elapsed = Duration.ofNanos(System.nanoTime() - began).toMillis();
                return new QueryResult(columns, truncated ? values.subList(0, mostRows) : values, truncated, elapsed);
            }
        } catch (SQLException e) {
            throw refusal(e, System.nanoTime() - began);
        }
    }

    private QueryRefusedException refusal(SQLException fault, long nanos) {
        var message = String.valueOf(fault.getMessage());
        if (message.startsWith("INTERRUPT") || nanos > limit.toNanos()) {
            return new QueryRefusedException(
                    Reason.TOO_SLOW,
                    "the query took longer than %d s; narrow it down, or raise casebook.projections.query-timeout"
                            .formatted(limit.toSeconds()));
        }
        var line = message.lines().findFirst().orElse("unknown error");
        var text = line.length() > LONGEST_FAULT ? line.substring(0, LONGEST_FAULT) + "…" : line;
        return new QueryRefusedException(Reason.INVALID, "DuckDB refuses the query: " + text);
    }

    private static String withoutSemicolon(String sql) {
        var text = sql.strip();
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        return text;
    }

    private static List<QueryResult.Column> columns(ResultSetMetaData about) throws SQLException {
        var columns = new ArrayList<QueryResult.Column>();
        for (var column = 1; column <= about.getColumnCount(); column++) {
            columns.add(new QueryResult.Column(
                    about.getColumnLabel(column),
                    about.getColumnTypeName(column).toLowerCase(Locale.ROOT)));
        }
        return columns;
    }

    private static List<List<@Nullable Object>> values(ResultSet rows, int columns) throws SQLException {
        var values = new ArrayList<List<@Nullable Object>>();
        while (rows.next()) {
            var row = new ArrayList<@Nullable Object>(columns);
            for (var column = 1; column <= columns; column++) {
                row.add(value(rows, column));
            }
            values.add(row);
        }
        return values;
    }

    private static @Nullable Object value(ResultSet rows, int column) throws SQLException {
        return switch (rows.getObject(column)) {
            case null -> null;
            case Boolean truth -> truth;
            case Double number -> Double.isFinite(number) ? number : String.valueOf(number);
            case Float number -> Float.isFinite(number) ? number : String.valueOf(number);
            case BigDecimal number -> number;
            case BigInteger number -> number;
            case Number number -> number.longValue();
            case java.sql.Timestamp ignored ->
                rows.getObject(column, LocalDateTime.class)
                        .toInstant(ZoneOffset.UTC)
                        .toString();
            default -> rows.getString(column);
        };
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
