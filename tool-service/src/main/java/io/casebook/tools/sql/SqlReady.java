package io.casebook.tools.sql;

import io.casebook.tools.json.Json;
import io.casebook.tools.run.Attempt;
import io.casebook.tools.run.Ready;
import io.casebook.tools.run.Reasons;
import io.casebook.tools.run.Whys;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A query that is ready to be asked. */
final class SqlReady implements Ready {
    private static final Logger LOG = Logger.getLogger(SqlReady.class);

    private static final String ALL_TAKEN =
            "all connections to the database are in use; give it more (sql.connections)";

    private final String tool;
    private final Databases databases;
    private final Database database;
    private final Question question;
    private final Set<String> secrets;

    SqlReady(String tool, Databases databases, Database database, Question question, Set<String> secrets) {
        this.tool = tool;
        this.databases = databases;
        this.database = database;
        this.question = question;
        this.secrets = secrets;
    }

    @Override
    public Set<String> secrets() {
        return secrets;
    }

    /** Drivers do not hear interrupts, so the query has a thread of its own and is cancelled when its time is up. */
    @Override
    public Attempt send(Duration within) throws InterruptedException {
        var running = new AtomicReference<@Nullable Statement>();
        var connected = new AtomicBoolean();
        var task = new FutureTask<>(() -> ask(within, connected, running));
        Thread.ofVirtual().name("tool-sql").start(task);
        try {
            return task.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (!connected.get()) {
                return databases.allTaken(database)
                        ? new Attempt.BusyHere(ALL_TAKEN)
                        : new Attempt.NotSent("no connection to the database in time");
            }
            cancel(running.get());
            return new Attempt.Broken("no answer within %d ms".formatted(within.toMillis()), true);
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case Question.TooLongException tooLong ->
                    new Attempt.Unusable("the answer is longer than is read", null);
                case Question.UnpreparedException unprepared -> unprepared(unprepared.why());
                case SQLException refused -> refused(refused);
                case RuntimeException fault -> throw fault;
                case null, default -> throw new IllegalStateException(e.getCause());
            };
        } catch (InterruptedException e) {
            cancel(running.get());
            throw e;
        }
    }

    private Attempt ask(Duration within, AtomicBoolean connected, AtomicReference<@Nullable Statement> running)
            throws SQLException, Question.UnpreparedException {
        Connection connection;
        try {
            connection = databases.connect(database);
            connected.set(true);
        } catch (Databases.AllTakenException e) {
            return new Attempt.BusyHere(ALL_TAKEN);
        } catch (SQLException e) {
            return new Attempt.NotSent("no connection to the database (%s)".formatted(described(e)));
        }
        try (connection) {
            try {
                return new Attempt.Done(question.ask(connection, within, running), null);
            } finally {
                connection.rollback();
            }
        }
    }

    /** Cancelling asks the database over a connection of its own, which may take a while too. */
    private static void cancel(@Nullable Statement statement) {
        if (statement != null) {
            Thread.ofVirtual().name("tool-sql-cancel").start(() -> {
                try {
                    statement.cancel();
                } catch (SQLException e) {
                    // It has come to its end by itself.
                }
            });
        }
    }

    /** What is wrong with the query or its driver: always the same, so it is not asked again. */
    private Attempt unprepared(SQLException e) {
        var attempt = refused(e);
        var passing = e instanceof SQLTransientException || e instanceof SQLRecoverableException;
        Whys.hear("the query cannot be prepared (%s)".formatted(described(e)));
        LOG.warnf("a query cannot be prepared: tool=%s why=%s", tool, described(e));
        return state(e).isEmpty() && !passing ? Attempt.Refused.firmly(Reasons.REJECTED, null, null) : attempt;
    }

    private String described(SQLException e) {
        var hidden = new HashSet<>(secrets);
        hidden.add(database.url());
        if (database.password() != null) {
            hidden.add(database.password());
        }
        return Faults.describe(e, hidden);
    }

    /** The message of an exception may quote values; its state does not. */
    private static Attempt refused(SQLException e) {
        var state = state(e);
        var told = Json.object().put("sql_state", state);
        return switch (state.substring(0, Math.min(2, state.length()))) {
            // Gone, overloaded, in each other's way, or asked to stop.
            case "08", "53", "57", "40", "" -> new Attempt.Overloaded(null, told, true, null);
            // Values that the query cannot use, a slip in it, or a right that the user lacks.
            default -> Attempt.Refused.firmly(Reasons.REJECTED, null, told);
        };
    }

    private static String state(SQLException e) {
        var state = e.getSQLState();
        return state == null ? "" : state;
    }
}
