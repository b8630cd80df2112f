package io.casebook.tools.sql;

import io.casebook.tools.call.Denied;
import io.casebook.tools.template.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A query whose parameters are arguments. Arguments never become part of its text: each name in braces is a parameter of the
 * statement, and a query where it could not be one is refused.
 *
 * @param statement the text for the database, with a question mark for each parameter
 * @param parameters the arguments, in the order of the question marks
 */
record Query(String statement, List<String> parameters) {
    private static final Pattern READS = Pattern.compile("(?is)\\s*(select|with|values)\\b.*");

    /**
     * What a database does not read as part of the query: texts, names in quotes, comments. It is a first look for any database; how
     * one reads its own language only its driver knows, see {@link Statements}.
     */
    private static final Pattern QUOTED = Pattern.compile(
            "\\b[eE]'(?:[^'\\\\]|''|\\\\.)*'|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\r\\n]*|/\\*.*?\\*/"
                    + "|\\$([A-Za-z_]\\w*|)\\$.*?\\$\\1\\$",
            Pattern.DOTALL);

    Query {
        parameters = List.copyOf(parameters);
    }

    /** Reads the query of a definition. */
    static Query of(String tool, String source) {
        var text = source.strip().replaceFirst(";\\s*$", "");
        if (!READS.matcher(text).matches()) {
            throw invalid(tool, "the query must begin with select, with or values: a tool of this kind only reads");
        }
        refuseQuotedNames(tool, text);
        var bare = QUOTED.matcher(text).replaceAll("''");
        if (bare.indexOf(';') >= 0) {
            throw invalid(tool, "the query must be one statement; remove what follows the semicolon");
        }
        if (bare.indexOf('?') >= 0) {
            throw invalid(tool, "the query has a question mark; write the name of a parameter in braces: {order_id}");
        }
        var query = parameterised(tool, text);
        // Whatever the database is, and whether or not a backslash counts in its texts.
        if (!Statements.isOne(query.statement(), true) || !Statements.isOne(query.statement(), false)) {
            throw invalid(tool, "the query must be one statement; remove what follows the semicolon");
        }
        if (Statements.parameters(query.statement(), true) != query.parameters().size()) {
            throw invalid(
                    tool,
                    "the query has a parameter within quotes or a comment, where it would be plain text; write {name} without quotes");
        }
        return query;
    }

    private static Query parameterised(String tool, String text) {
        var statement = new StringBuilder();
        var parameters = new ArrayList<String>();
        for (var part : Text.of(text).parts()) {
            switch (part) {
                case Text.Part.Literal literal -> statement.append(literal.text());
                case Text.Part.Argument argument -> {
                    statement.append('?');
                    parameters.add(argument.name());
                }
                case Text.Part.Setting setting ->
                    throw invalid(
                            tool,
                            "the query refers to %s of the installation; write the value itself"
                                    .formatted(setting.name().toLowerCase(Locale.ROOT)));
            }
        }
        return new Query(statement.toString(), parameters);
    }

    private static void refuseQuotedNames(String tool, String text) {
        var quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            if (!Text.of(quoted.group()).arguments().isEmpty()) {
                throw invalid(
                        tool,
                        "the query has a parameter within quotes or a comment, where it would be plain text; write {name} without quotes, and put texts together with ||");
            }
        }
    }

    private static Denied invalid(String tool, String what) {
        return Denied.invalidDefinition(tool, what);
    }
}
