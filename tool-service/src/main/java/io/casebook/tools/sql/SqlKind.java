package io.casebook.tools.sql;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.call.Schema;
import io.casebook.tools.run.Carrier;
import io.casebook.tools.run.ToolKind;
import io.casebook.tools.template.Filling;
import io.casebook.tools.template.Installation;

/** Tools that are one query. */
public final class SqlKind implements ToolKind {
    private final Databases databases;
    private final Installation installation;
    private final int largestAnswer;

    /**
     * @param databases where connections come from; closed by whoever made it
     * @param largestAnswer how many characters of an answer are read
     */
    public SqlKind(Databases databases, Installation installation, int largestAnswer) {
        this.databases = databases;
        this.installation = installation;
        this.largestAnswer = largestAnswer;
    }

    @Override
    public String key() {
        return "sql";
    }

    @Override
    public Carrier compile(Tool tool, Schema parameters) {
        var sql = SqlTool.of(tool, parameters);
        return call -> {
            var filling = new Filling(call.arguments(), installation);
            var database = sql.database(filling);
            databases.requireAllowed(database);
            var question = new Question(sql, filling, largestAnswer);
            return new SqlReady(tool.name(), databases, database, question, filling.secrets());
        };
    }
}
