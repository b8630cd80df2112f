package io.casebook.platform.definition;

import java.util.Comparator;
import java.util.Locale;

/**
 * Something to say about a definition.
 *
 * @param file path within the agent's folder
 * @param line from 1
 * @param severity whether it keeps the definition from being used
 * @param message what is wrong
 * @param hint what to do about it; empty where the message says it all
 */
public record Problem(String file, int line, Severity severity, String message, String hint)
        implements Comparable<Problem> {

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparing(Problem::severity)
            .thenComparing(Problem::message)
            .thenComparing(Problem::hint);

    /** How bad it is. */
    public enum Severity {
        /** The definition cannot be used. */
        ERROR,
        /** It can, and probably does not do what was meant. */
        WARNING
    }

    /** An error. */
    public static Problem error(String file, int line, String message, String hint) {
        return new Problem(file, line, Severity.ERROR, message, hint);
    }

    /** True when it keeps the definition from being used. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public int compareTo(Problem other) {
        return BY_PLACE.compare(this, other);
    }

    /** The form that editors and terminals make a link of. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + severity.name().toLowerCase(Locale.ROOT) + ": " + message
                + (hint.isEmpty() ? "" : " (" + hint + ")");
    }
}
