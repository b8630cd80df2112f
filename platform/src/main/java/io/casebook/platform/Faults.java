package io.casebook.platform;

import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;

/**
 * Says what went wrong without saying what was in the record: messages of exceptions may quote a customer, so only the types
 * and places are told.
 */
public final class Faults {
    private static final String OURS = "io.casebook.";
    private static final int DEEPEST_CAUSE = 4;

    private Faults() {}

    /** Types of the exception and its causes, each with the first place in our own code. */
    public static String describe(Throwable fault) {
        var text = new StringBuilder();
        var cause = fault;
        for (var depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (depth > 0) {
                text.append(" because of ");
            }
            text.append(cause.getClass().getName()).append(place(cause));
            cause = cause.getCause();
        }
        return text.toString();
    }

    /** The id of the request in a record, for the log; a hyphen where it has none. */
    public static String requestId(SpecificRecord value) {
        for (var name : new String[] {"request_id", "task_id", "call_id", "event_id"}) {
            var field = value.getSchema().getField(name);
            if (field != null) {
                return String.valueOf(value.get(field.pos()));
            }
        }
        return "-";
    }

    /** What really happened, out of the wrappers of futures. */
    public static Throwable unwrap(Throwable fault) {
        var inner = fault;
        while ((inner instanceof CompletionException || inner instanceof ExecutionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    private static String place(Throwable fault) {
        return Arrays.stream(fault.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }
}
