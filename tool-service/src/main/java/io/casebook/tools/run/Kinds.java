package io.casebook.tools.run;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.call.Denied;
import io.casebook.tools.call.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** The kinds of tools that this service calls. Thread-safe. */
public final class Kinds {
    private static final int MOST_WAITING = 500;

    private final Map<String, ToolKind> byKey = new LinkedHashMap<>();

    private final Returns returns;
    private final Semaphore waiting;

    /**
     * @param kinds each with a key of its own
     * @param returns where results come back that a tool does not answer at once
     */
    public Kinds(List<ToolKind> kinds, Returns returns) {
        this(kinds, returns, MOST_WAITING);
    }

    /**
     * @param kinds each with a key of its own
     * @param returns where results come back that a tool does not answer at once
     * @param mostWaiting how many calls may wait for such results at a time: they wait for long, and others need their places
     */
    public Kinds(List<ToolKind> kinds, Returns returns, int mostWaiting) {
        this.returns = returns;
        this.waiting = new Semaphore(mostWaiting);
        kinds.forEach(kind -> byKey.put(kind.key(), kind));
    }

    /** Compiles a tool by the kind that its definition names. */
    Carrier compile(Tool tool, Schema parameters) {
        for (var key : tool.execution().keySet()) {
            var kind = byKey.get(key);
            if (kind != null) {
                var carrier = kind.compile(tool, parameters);
                return tool.answersLater() == null
                        ? carrier
                        : new LaterCarrier(carrier, tool.timeout(), returns, waiting);
            }
        }
        throw new Denied(
                Denied.INVALID_DEFINITION,
                "the tool %s cannot be called: this service calls tools of the kinds %s, not %s"
                        .formatted(
                                tool.name(),
                                String.join(", ", byKey.keySet()),
                                tool.execution().isEmpty()
                                        ? "one that says nowhere how"
                                        : String.join(", ", tool.execution().keySet())));
    }
}
