package io.casebook.projections.store;

import io.casebook.projections.table.LoggedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The tables and the place in the log up to which they tell. One thread writes, any number read at the same time and see what
 * was committed last.
 */
public final class ProjectionStore implements AutoCloseable {
    /** Raised with every change of the tables; an older file is computed anew. */
    static final int TABLES_VERSION = 1;

    private static final List<String> TABLES = List.of("events", "messages", "conversations", "turns", "log_positions");

    private final Database database;
    private final @Nullable DuckDBConnection writing;
    private final @Nullable TableWriter writer;
    private final Map<Integer, Long> positions = new HashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private ProjectionStore(Database database, boolean writable) throws SQLException {
        this.database = database;
        if (writable) {
            var connection = database.connection();
            writing = connection;
            execute(connection, tables());
            if (!Integer.toString(TABLES_VERSION).equals(about(connection, "tables_version"))) {
                recreate(connection);
            }
            writer = new TableWriter(connection);
            readPositions(connection);
        } else {
            writing = null;
            writer = null;
            try (var connection = database.connection()) {
                readPositions(connection);
            }
        }
    }

    /**
     * Opens the tables, or makes them.
     *
     * @throws ProjectionException if the file is in use or damaged
     */
    public static ProjectionStore open(Path file) {
        return open(file, StoreLimits.DEFAULT);
    }

    /** The same with other limits. */
    public static ProjectionStore open(Path file, StoreLimits limits) {
        return with(Database.open(file, limits), true);
    }

    /** Opens tables that are there, for reading only. */
    public static ProjectionStore openReadOnly(Path file, StoreLimits limits) {
        return with(Database.openReadOnly(file, limits), false);
    }

    /** Throws the file away, whatever is in it; the tables are made anew when it is opened again. */
    public static void delete(Path file) {
        Database.delete(file);
    }

    private static ProjectionStore with(Database database, boolean writable) {
        try {
            return new ProjectionStore(database, writable);
        } catch (SQLException e) {
            closeQuietly(database);
            throw database.fault(e);
        }
    }

    /** The file. */
    public Path file() {
        return database.file();
    }

    /** The next offset of each partition; a partition that was never read is missing. */
    public Map<Integer, Long> positions() {
        return Map.copyOf(positions);
    }

    /**
     * Writes events and the place after them, all or nothing. An event from before the place is passed over: it is written
     * already.
     *
     * @param events in the order of the log
     * @param nextOffsets where to read on in each partition
     */
    public void apply(List<LoggedEvent> events, Map<Integer, Long> nextOffsets) {
        var fresh = new ArrayList<LoggedEvent>(events.size());
        for (var logged : events) {
            if (logged.offset() >= positions.getOrDefault(logged.partition(), 0L)) {
                fresh.add(logged);
            }
        }
        var moved = new HashMap<>(nextOffsets);
        moved.entrySet().removeIf(place -> place.getValue().equals(positions.get(place.getKey())));
        var tables = writer();
        inTransaction(connection -> {
            if (!fresh.isEmpty()) {
                tables.write(fresh);
            }
            savePositions(connection, moved);
        });
        tables.committed(fresh);
        positions.putAll(nextOffsets);
    }

    /** Empties the tables; reading begins with the oldest event again. */
    public void clear() {
        inTransaction(connection -> {
            for (var table : TABLES) {
                execute(connection, "DELETE FROM " + table);
            }
        });
        writer().forget();
        positions.clear();
    }

    /** What is remembered under a name; null where nothing is. */
    public @Nullable String about(String name) {
        return read(connection -> about(connection, name));
    }

    /** Remembers something under a name. */
    public void remember(String name, String content) {
        inTransaction(connection -> remember(connection, name, content));
    }

    /** Reads with a connection of one's own. */
    public <T extends @Nullable Object> T read(Reading<T> reading) {
        try (var connection = database.connection()) {
            return reading.read(connection);
        } catch (SQLException e) {
            throw database.fault(e);
        }
    }

    /** Closes the file; what was committed is in it. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (database) {
            if (writing != null) {
                writing.close();
            }
        } catch (SQLException e) {
            throw database.fault(e);
        }
    }

    private TableWriter writer() {
        if (writer == null) {
            throw new IllegalStateException("the tables were opened for reading only");
        }
        return writer;
    }

    /** DuckDB's appender is part of a transaction only when that was begun by name, whatever auto-commit says. */
    private void inTransaction(Writing work) {
        var connection = writing;
        if (connection == null) {
            throw new IllegalStateException("the tables were opened for reading only");
        }
        try {
            execute(connection, "BEGIN TRANSACTION");
            work.write(connection);
            execute(connection, "COMMIT");
        } catch (SQLException e) {
            rollBack(connection, e);
            throw database.fault(e);
        } catch (TableWriter.DraftUnreadableException e) {
            rollBack(connection, e);
            throw database.fault(e.fault());
        } catch (RuntimeException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private void rollBack(DuckDBConnection connection, Exception fault) {
        if (writer != null) {
            writer.forget();
        }
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            // Without a transaction there is nothing to roll back.
            fault.addSuppressed(e);
        }
    }

    private void readPositions(DuckDBConnection connection) throws SQLException {
        try (var select = connection.createStatement();
                var rows = select.executeQuery("SELECT log_partition, next_offset FROM log_positions")) {
            while (rows.next()) {
                positions.put(rows.getInt(1), rows.getLong(2));
            }
        }
    }

    private static void savePositions(DuckDBConnection connection, Map<Integer, Long> nextOffsets) throws SQLException {
        if (nextOffsets.isEmpty()) {
            return;
        }
        var values = nextOffsets.entrySet().stream()
                .map(place -> "(%d, %d)".formatted(place.getKey(), place.getValue()))
                .collect(Collectors.joining(", "));
        execute(connection, "INSERT OR REPLACE INTO log_positions VALUES " + values);
    }

    private static void recreate(DuckDBConnection connection) throws SQLException {
        for (var table : TABLES) {
            execute(connection, "DROP TABLE IF EXISTS " + table);
        }
        execute(connection, tables());
        remember(connection, "tables_version", Integer.toString(TABLES_VERSION));
    }

    private static @Nullable String about(DuckDBConnection connection, String name) throws SQLException {
        try (var select = connection.prepareStatement("SELECT content FROM about WHERE name = ?")) {
            select.setString(1, name);
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    private static void remember(DuckDBConnection connection, String name, String content) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT OR REPLACE INTO about VALUES (?, ?)")) {
            insert.setString(1, name);
            insert.setString(2, content);
            insert.executeUpdate();
        }
    }

    private static void execute(DuckDBConnection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String tables() {
        try (var in = ProjectionStore.class.getResourceAsStream("tables.sql")) {
            if (in == null) {
                throw new IllegalStateException("tables.sql is missing; rebuild the module");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("tables.sql cannot be read", e);
        }
    }

    private static void closeQuietly(Database database) {
        try {
            database.close();
        } catch (ProjectionException ignored) {
            // What stopped the opening is told instead.
        }
    }

    /** What is read with a connection. */
    @FunctionalInterface
    public interface Reading<T extends @Nullable Object> {
        /** Reads. */
        T read(DuckDBConnection connection) throws SQLException;
    }

    @FunctionalInterface
    private interface Writing {
        void write(DuckDBConnection connection) throws SQLException;
    }
}
