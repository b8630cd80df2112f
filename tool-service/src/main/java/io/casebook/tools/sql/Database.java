package io.casebook.tools.sql;

import org.jspecify.annotations.Nullable;

/**
 * A database and as whom it is asked.
 *
 * @param url its JDBC address
 * @param user the user; null where the address says it
 * @param password the password; null for none
 */
record Database(String url, @Nullable String user, @Nullable String password) {
    /** Says nothing: the address may contain a password. */
    @Override
    public String toString() {
        return "Database";
    }
}
