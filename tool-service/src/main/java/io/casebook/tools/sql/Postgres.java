package io.casebook.tools.sql;

import com.zaxxer.hikari.HikariConfig;
import io.casebook.tools.call.Denied;
import io.casebook.tools.network.ForbiddenAddressException;
import io.casebook.tools.network.GuardedSockets;
import io.casebook.tools.network.Network;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;

/** What is particular about PostgreSQL: its driver lets us make the sockets, so it connects to judged addresses alone. */
final class Postgres {
    private static final String SCHEME = "jdbc:postgresql:";

    /** What an address may not say: it would name a class to be run, or go round what is checked here. */
    private static final Set<PGProperty> NOT_IN_ADDRESSES = Set.of(
            PGProperty.SOCKET_FACTORY,
            PGProperty.SOCKET_FACTORY_ARG,
            PGProperty.SSL_FACTORY,
            PGProperty.SSL_FACTORY_ARG,
            PGProperty.SSL_HOSTNAME_VERIFIER,
            PGProperty.SSL_PASSWORD_CALLBACK,
            PGProperty.AUTHENTICATION_PLUGIN_CLASS_NAME,
            PGProperty.XML_FACTORY_FACTORY,
            PGProperty.CONNECT_EXECUTOR,
            PGProperty.CONNECT_EXECUTOR_ARG,
            PGProperty.CLASS_LOADER_STRATEGY,
            PGProperty.SERVICE,
            // What makes a session read-only is not the definition's to switch off.
            PGProperty.READ_ONLY_MODE,
            PGProperty.READ_ONLY,
            PGProperty.OPTIONS,
            PGProperty.PREFER_QUERY_MODE,
            PGProperty.REPLICATION);

    private Postgres() {}

    static boolean takes(String url) {
        return url.startsWith(SCHEME);
    }

    /**
     * Refuses an address that calls may not go to.
     *
     * @throws Denied where one of its hosts is private and not declared, or it says what addresses may not say
     */
    static void requireAllowed(String url, Network network) {
        var properties = parsed(url);
        for (var refused : NOT_IN_ADDRESSES) {
            if (properties.getProperty(refused.getName()) != null) {
                throw new Denied(
                        Denied.ADDRESS_REFUSED,
                        "the url of the database sets %s, which a definition may not; leave it out"
                                .formatted(refused.getName()));
            }
        }
        for (var host : properties
                .getProperty(PGProperty.PG_HOST.getName(), "localhost")
                .split(",")) {
            try {
                var _ = network.resolve(host);
            } catch (ForbiddenAddressException e) {
                throw new Denied(Denied.ADDRESS_REFUSED, String.valueOf(e.getMessage()));
            } catch (UnknownHostException e) {
                // No connection will come about, and the attempt says so.
            }
        }
    }

    private static Properties parsed(String url) {
        var properties = Driver.parseURL(url, null);
        if (properties == null) {
            throw new Denied(
                    Denied.INVALID_DEFINITION,
                    "the url of the database cannot be read; write it like jdbc:postgresql://host:5432/name");
        }
        return properties;
    }

    /**
     * Looks at a query once more, now that it is known how the session reads texts in quotes.
     *
     * @throws SQLException where it is not one statement, or it is not PostgreSQL that is asked and the question cannot be put
     */
    static void requireOneStatement(Connection connection, Query query) throws SQLException {
        if (connection.isWrapperFor(PgConnection.class)) {
            var standard = connection.unwrap(PgConnection.class).getStandardConformingStrings();
            if (!Statements.isOne(query.statement(), standard)
                    || Statements.parameters(query.statement(), standard)
                            != query.parameters().size()) {
                throw new SQLException(
                        "the query is not one statement with its parameters: standard_conforming_strings is off here, so write E'...' where a backslash counts and avoid it elsewhere",
                        "42601");
            }
        }
    }

    static void configure(HikariConfig config, Network network, Duration connectWithin) {
        // A text is whatever the query compares it with: a date, a uuid, a number.
        config.addDataSourceProperty(PGProperty.STRING_TYPE.getName(), "unspecified");
        // The whole session, and not only the transactions that the driver begins. Its own readOnlyMode=always ends
        // without autocommit.
        config.addDataSourceProperty(PGProperty.OPTIONS.getName(), "-c default_transaction_read_only=on");
        config.addDataSourceProperty(PGProperty.LOGIN_TIMEOUT.getName(), Math.max(1, connectWithin.toSeconds()));
        config.addDataSourceProperty(PGProperty.SOCKET_FACTORY.getName(), GuardedSockets.class.getName());
        config.addDataSourceProperty(PGProperty.SOCKET_FACTORY_ARG.getName(), network.declared());
    }
}
