package io.casebook.tools.sql;

import org.jspecify.annotations.Nullable;

/**
 * A database and as whom it is asked.
 *
 * @param url its JDBC address
 * @param user the user; null where the address says it
 * @param password the password; null for none
 * @param connections how many connections there are at most
 */
record Database(String url, @Nullable String user, @Nullable String password, int connections) {
    /** Enough for as many questions at once as a database of usual size answers well, with several instances asking. */
    static final int CONNECTIONS = 16;

    /** More would be taken away from whoever else asks the database. */
    static final int MOST_CONNECTIONS = 200;

    Database(String url, @Nullable String user, @Nullable String password) {
        this(url, user, password, CONNECTIONS);
    }

    /** Says nothing: the address may contain a password. */
    @Override
    public String toString() {
        return "Database";
    }
}
