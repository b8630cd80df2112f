package io.casebook.tools.http;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.call.Denied;
import io.casebook.tools.call.Schema;
import io.casebook.tools.network.ForbiddenAddressException;
import io.casebook.tools.run.Carrier;
import io.casebook.tools.run.ToolKind;
import io.casebook.tools.template.Installation;
import java.net.URI;

/** Tools that are one HTTP request. */
public final class HttpKind implements ToolKind {
    /** Tells a tool that answers later which call its result belongs to. */
    static final String CALL = "X-Casebook-Call-Id";

    /** Tells it where to bring the result. */
    static final String CONVERSATION = "X-Casebook-Conversation-Id";

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
            var prepared = http.fill(call.arguments(), installation, call.id());
            requireAllowed(prepared.uri());
            if (tool.writes() && key != null) {
                prepared = prepared.withHeader(key, call.id());
            }
            if (tool.answersLater() != null) {
                prepared = prepared.withHeader(CALL, call.id()).withHeader(CONVERSATION, call.conversationId());
            }
            return new HttpReady(prepared, sender);
        };
    }

    private void requireAllowed(URI uri) {
        try {
            sender.requireAllowed(uri);
        } catch (ForbiddenAddressException e) {
            throw new Denied(Denied.ADDRESS_REFUSED, String.valueOf(e.getMessage()));
        }
    }
}
