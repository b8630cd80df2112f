package io.casebook.tools.sql;

import io.casebook.tools.network.ForbiddenAddressException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Set;

/** What a driver says of a fault, so that it may stand in a log: on one line, short, and without what is secret. */
final class Faults {
    private static final int LONGEST = 300;
    private static final int CAUSES = 8;

    private Faults() {}

    /**
     * What is behind a fault. Only for faults from before a call's arguments reached the driver: later ones quote them.
     *
     * @param secrets what must not be told, whatever the driver quotes
     */
    static String describe(SQLException fault, Set<String> secrets) {
        var first = root(fault);
        var message = first.getMessage();
        var line = message == null || message.isBlank()
                ? first.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElse("");
        // Before it is cut, so that no half of a secret is left.
        var told = secrets.stream()
                .filter(secret -> !secret.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .reduce(line, (text, secret) -> text.replace(secret, "…"));
        var plain = told.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }

    /** A pool only says that no connection came in time; what is behind that says why none did. */
    private static Throwable root(SQLException fault) {
        Throwable told = fault;
        Throwable cause = fault;
        for (var depth = 0; depth < CAUSES && cause != null; depth++) {
            if (cause instanceof SQLException || cause instanceof ForbiddenAddressException) {
                told = cause;
            }
            cause = cause.getCause();
        }
        return told;
    }
}
