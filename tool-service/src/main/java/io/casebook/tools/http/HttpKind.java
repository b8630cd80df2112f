package io.casebook.tools.http;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.call.Schema;
import io.casebook.tools.run.Carrier;
import io.casebook.tools.run.ToolKind;
import io.casebook.tools.template.Installation;

/** Tools that are one HTTP request. */
public final class HttpKind implements ToolKind {
    private final Sender sender;
    private final Installation installation;

    /** @param sender sends the requests; it is closed by whoever made it */
    public HttpKind(Sender sender, Installation installation) {
        this.sender = sender;
        this.installation = installation;
    }

    @Override
    public String key() {
        return "http";
    }

    @Override
    public Carrier compile(Tool tool, Schema parameters) {
        var http = HttpTool.of(tool, parameters);
        var key = tool.idempotencyHeader();
        return call -> {
            var prepared = http.fill(call.arguments(), installation);
            return new HttpReady(tool.writes() && key != null ? prepared.withHeader(key, call.id()) : prepared, sender);
        };
    }
}
