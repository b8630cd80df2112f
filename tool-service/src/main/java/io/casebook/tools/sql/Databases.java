package io.casebook.tools.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.casebook.tools.call.Denied;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Connections to databases, a few each, opened when they are needed and closed when they are not. Thread-safe. */
public final class Databases implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final int MOST_DATABASES = 32;
    private static final Duration IDLE = Duration.ofMinutes(2);

    private final Duration connectWithin;
    private final Map<Database, HikariDataSource> pools = new LinkedHashMap<>(16, 0.75f, true);

    /** @param connectWithin how long a connection may take to come about */
    public Databases(Duration connectWithin) {
        this.connectWithin = connectWithin;
    }

    /** A connection that can only read, and commits nothing by itself. */
    Connection connect(Database database) throws SQLException {
        return pool(database).getConnection();
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
        if (!database.url().startsWith("jdbc:")) {
            throw new Denied(
                    Denied.INVALID_DEFINITION,
                    "the url of the database must begin with jdbc:, e.g. jdbc:postgresql://host/name");
        }
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setIdleTimeout(IDLE.toMillis());
        config.setConnectionTimeout(Math.max(250, connectWithin.toMillis()));
        config.setInitializationFailTimeout(-1);
        if (database.url().startsWith("jdbc:postgresql:")) {
            // A text is whatever the query compares it with: a date, a uuid, a number.
            config.addDataSourceProperty("stringtype", "unspecified");
            config.addDataSourceProperty("loginTimeout", Math.max(1, connectWithin.toSeconds()));
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
