package io.casebook.tools;

import io.casebook.tools.http.HttpKind;
import io.casebook.tools.http.Sender;
import io.casebook.tools.mcp.McpKind;
import io.casebook.tools.mcp.McpSessions;
import io.casebook.tools.mock.MockKind;
import io.casebook.tools.run.CallSettings;
import io.casebook.tools.run.Kinds;
import io.casebook.tools.run.Returns;
import io.casebook.tools.sql.Databases;
import io.casebook.tools.sql.SqlKind;
import io.casebook.tools.template.Installation;
import java.util.List;

/** All that tools of any kind are reached by. */
final class Connections implements AutoCloseable {
    private final Sender sender;
    private final Databases databases;
    private final McpSessions sessions;
    private final Kinds kinds;

    Connections(CallSettings settings, Installation installation, Returns returns, int mostWaiting, Reach reach) {
        this.sender = new Sender(settings.connectWithin(), settings.largestAnswer(), reach.network());
        this.databases = new Databases(settings.connectWithin(), reach.network(), reach.drivers());
        this.sessions = new McpSessions(settings.connectWithin(), settings.largestAnswer(), reach.network());
        this.kinds = new Kinds(
                List.of(
                        new HttpKind(sender, installation),
                        new SqlKind(databases, installation, settings.largestAnswer()),
                        new McpKind(sessions, installation, reach.network(), reach.programs()),
                        new MockKind(installation)),
                returns,
                mostWaiting);
    }

    /** The kinds of tools that there are. */
    Kinds kinds() {
        return kinds;
    }

    @Override
    public void close() {
        sender.close();
        databases.close();
        sessions.close();
    }
}
