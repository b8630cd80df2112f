package io.casebook.projections.store;

import io.casebook.projections.store.ProjectionException.Reason;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What DuckDB's errors mean for whoever runs the service. */
final class Faults {
    private static final Pattern HOLDER = Pattern.compile("\\(PID (\\d+)\\)");

    private Faults() {}

    static ProjectionException of(Path file, SQLException fault) {
        var message = String.valueOf(fault.getMessage());
        var text = message.toLowerCase(Locale.ROOT);
        if (text.contains("could not set lock") || text.contains("conflicting lock")) {
            var holder = HOLDER.matcher(message);
            return new ProjectionException(
                    Reason.LOCKED,
                    "%s is in use by another process%s; stop it, or name another file with casebook.projections.file"
                            .formatted(file, holder.find() ? " (pid %s)".formatted(holder.group(1)) : ""),
                    fault);
        }
        if (text.contains("not a valid duckdb database")
                || text.contains("corrupt")
                || text.contains("checksum")
                || text.contains("serialization error")
                || text.contains("fatal error")
                || text.contains("internal error")
                || text.contains("failure while replaying wal")) {
            return new ProjectionException(
                    Reason.DAMAGED,
                    "%s is damaged; everything in it can be computed anew: run `casebook projections rebuild casebook`"
                            .formatted(file),
                    fault);
        }
        if (text.contains("database storage version") || text.contains("created with a newer")) {
            return new ProjectionException(
                    Reason.NEWER,
                    "%s was written by another version of DuckDB; compute it anew: run `casebook projections rebuild casebook`"
                            .formatted(file),
                    fault);
        }
        return new ProjectionException(
                Reason.FAILED,
                "%s cannot be used: %s; look at free disk space and rights, and if that does not help run `casebook projections rebuild casebook`"
                        .formatted(file, firstLine(message)),
                fault);
    }

    static String firstLine(String message) {
        return message.lines().findFirst().orElse("unknown error");
    }
}
