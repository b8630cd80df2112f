package io.casebook.tools.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.casebook.tools.call.Denied;
import io.casebook.tools.network.Network;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Connections to databases, a few each, opened when they are needed and closed when they are not. Thread-safe. */
public final class Databases implements AutoCloseable {
    private static final int MOST_DATABASES = 32;
    private static final Duration IDLE = Duration.ofMinutes(2);

    private final Duration connectWithin;
    private final Network network;
    private final Drivers drivers;
    private final Map<Database, HikariDataSource> pools = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param connectWithin how long a connection may take to come about
     * @param network where databases may be
     * @param drivers which databases may be asked whose connections cannot be held to that
     */
    public Databases(Duration connectWithin, Network network, Drivers drivers) {
        this.connectWithin = connectWithin;
        this.network = network;
        this.drivers = drivers;
    }

    /**
     * Refuses a database that may not be asked.
     *
     * @throws Denied with the reason
     */
    void requireAllowed(Database database) {
        if (Postgres.takes(database.url())) {
            Postgres.requireAllowed(database.url(), network);
        } else if (!database.url().startsWith("jdbc:")) {
            throw new Denied(
                    Denied.INVALID_DEFINITION,
                    "the url of the database must begin with jdbc:, e.g. jdbc:postgresql://host/name");
        } else if (!drivers.allows(database.url())) {
            throw new Denied(
                    Denied.ADDRESS_REFUSED,
                    "this database may not be asked here; the installation has to list how its JDBC address begins in casebook.tools.databases");
        }
    }

    /** All connections to a database are taken by other calls: that says nothing about the database. */
    static final class AllTakenException extends SQLException {
        private AllTakenException(SQLException cause) {
            super("all connections are in use", cause);
        }
    }

    /** A connection that can only read, and commits nothing by itself. */
    Connection connect(Database database) throws SQLException {
        var pool = pool(database);
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException e) {
            throw allTaken(pool) ? new AllTakenException(e) : e;
        }
    }

    /** True while there are as many connections to a database as there may be, and all of them are in use. */
    boolean allTaken(Database database) {
        HikariDataSource pool;
        synchronized (this) {
            pool = pools.get(database);
        }
        return pool != null && allTaken(pool);
    }

    private static boolean allTaken(HikariDataSource pool) {
        var state = pool.getHikariPoolMXBean();
        return state != null && state.getTotalConnections() >= pool.getMaximumPoolSize();
    }

    private synchronized HikariDataSource pool(Database database) {
        var known = pools.get(database);
        if (known != null) {
            return known;
        }
        if (pools.size() >= MOST_DATABASES) {
            // Also those with a password that is no longer in force.
            var oldest = pools.entrySet().iterator();
            var pool = oldest.next().getValue();
            oldest.remove();
            Thread.ofVirtual().start(pool::close);
        }
        var pool = open(database);
        pools.put(database, pool);
        return pool;
    }

    private HikariDataSource open(Database database) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(database.connections());
        config.setIdleTimeout(IDLE.toMillis());
        config.setConnectionTimeout(Math.max(250, connectWithin.toMillis()));
        config.setInitializationFailTimeout(-1);
        if (Postgres.takes(database.url())) {
            Postgres.configure(config, network, connectWithin);
        }
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new Denied(
                    Denied.INVALID_DEFINITION,
                    "no driver takes the url of the database; put its driver on the class path and look for a slip in the url");
        }
    }

    @Override
    public synchronized void close() {
        pools.values().forEach(HikariDataSource::close);
        pools.clear();
    }
}
