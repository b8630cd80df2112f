package io.casebook.projections.store;

import io.casebook.projections.store.ProjectionException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** A DuckDB file, opened so that no statement can reach anything but its own tables. */
final class Database implements AutoCloseable {
    /** Log of DuckDB's own after which it is worked into the file: rebuilding spends most of its time there. */
    private static final String CHECKPOINT_EVERY = "64MB";

    private final Path file;
    private final DuckDBConnection root;

    private Database(Path file, DuckDBConnection root) {
        this.file = file;
        this.root = root;
    }

    /** Opens the file, or makes it. */
    static Database open(Path file, StoreLimits limits) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new ProjectionException(
                    Reason.FAILED, "the folder of %s cannot be made; check its rights".formatted(file), e);
        }
        return connect(file, limits, false);
    }

    /** Opens a file that is there, for reading only; several processes may do so at once, but none beside a writer. */
    static Database openReadOnly(Path file, StoreLimits limits) {
        if (!Files.isRegularFile(file)) {
            throw new ProjectionException(
                    Reason.MISSING,
                    "%s does not exist; start the service once, or run `casebook projections rebuild casebook`"
                            .formatted(file),
                    null);
        }
        return connect(file, limits, true);
    }

    private static Database connect(Path file, StoreLimits limits, boolean readOnly) {
        var settings = new Properties();
        settings.setProperty("enable_external_access", "false");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        settings.setProperty("memory_limit", limits.memoryMegabytes() + "MB");
        settings.setProperty("threads", Integer.toString(limits.threads()));
        settings.setProperty("checkpoint_threshold", CHECKPOINT_EVERY);
        settings.setProperty("lock_configuration", "true");
        if (readOnly) {
            settings.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, "true");
        }
        try {
            // Not by DriverManager: it finds no driver that another class loader of the process has registered.
            var connection = new DuckDBDriver().connect("jdbc:duckdb:" + file.toAbsolutePath(), settings);
            return new Database(file, connection.unwrap(DuckDBConnection.class));
        } catch (SQLException e) {
            throw Faults.of(file, e);
        }
    }

    /** The file. */
    Path file() {
        return file;
    }

    /** A connection of one's own to the same database; whoever asks for it closes it. */
    DuckDBConnection connection() throws SQLException {
        return root.duplicate();
    }

    ProjectionException fault(SQLException fault) {
        return Faults.of(file, fault);
    }

    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw Faults.of(file, e);
        }
    }

    /** Throws the file away, with what belongs to it. */
    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
        } catch (IOException e) {
            throw new ProjectionException(
                    Reason.FAILED, "%s cannot be deleted; check its rights and delete it by hand".formatted(file), e);
        }
    }
}
