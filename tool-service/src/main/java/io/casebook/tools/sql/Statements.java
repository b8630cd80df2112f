package io.casebook.tools.sql;

import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/**
 * How the driver of PostgreSQL takes a text apart before it sends it. It sends each of several statements by itself, so a text that it
 * reads as two is two, whatever anybody else makes of its quotes and comments.
 */
final class Statements {
    private Statements() {}

    /**
     * True where the text is not several statements.
     *
     * @param standardStrings false where a backslash counts in every text in quotes
     */
    static boolean isOne(String text, boolean standardStrings) {
        return parsed(text, standardStrings).size() <= 1;
    }

    /** How many parameters the first statement has. */
    static int parameters(String text, boolean standardStrings) {
        return parsed(text, standardStrings).stream()
                .findFirst()
                .map(query -> query.bindPositions.length)
                .orElse(0);
    }

    private static List<NativeQuery> parsed(String text, boolean standardStrings) {
        try {
            // As the driver does it: first the escapes of JDBC, then the statements.
            var replaced = Parser.replaceProcessing(text, true, standardStrings);
            return Parser.parseJdbcSql(replaced, standardStrings, true, true, false, true);
        } catch (SQLException e) {
            // No statement at all, which the driver says by itself.
            return List.of();
        }
    }
}
