package io.casebook.tools.sandbox;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.json.Json;
import io.casebook.tools.template.Body;
import io.casebook.tools.template.Filling;
import io.casebook.tools.template.Installation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What calls are answered in a sandbox: with the recorded result, or else with what the definition says. Thread-safe. */
public final class SandboxAnswers {
    /** A rehearsal learns no secret. */
    private static final Installation NOTHING = new Installation(name -> null, null);

    private final Recordings recordings;

    /** @param recordings results of earlier calls */
    public SandboxAnswers(Recordings recordings) {
        this.recordings = recordings;
    }

    /**
     * The answer to a call; null where there is none.
     *
     * @param asked the arguments as the caller wrote them
     * @param filled the same with what the platform fills
     */
    public @Nullable Recorded find(Tool tool, String asked, ObjectNode filled) {
        var arguments = asked.isBlank() ? Json.object() : Json.parse(asked);
        var recorded = arguments == null ? null : recordings.find(tool.name(), arguments);
        if (recorded != null) {
            return recorded;
        }
        var answer = tool.sandboxAnswer();
        var content = answer == null ? null : Body.of(answer).fill(new Filling(filled, NOTHING));
        return content == null ? null : new Recorded.Returned(content);
    }
}
