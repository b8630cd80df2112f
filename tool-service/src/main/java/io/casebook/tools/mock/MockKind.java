package io.casebook.tools.mock;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.call.Denied;
import io.casebook.tools.call.Schema;
import io.casebook.tools.json.Json;
import io.casebook.tools.run.Attempt;
import io.casebook.tools.run.Call;
import io.casebook.tools.run.Carrier;
import io.casebook.tools.run.Ready;
import io.casebook.tools.run.Reasons;
import io.casebook.tools.run.ToolKind;
import io.casebook.tools.template.Body;
import io.casebook.tools.template.Filling;
import io.casebook.tools.template.Installation;
import io.casebook.tools.template.Names;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tools that answer what their definition says, with the arguments of the call in it. */
public final class MockKind implements ToolKind {
    private static final Set<String> KEYS = Set.of("result", "error");
    private static final Set<String> ERRORS =
            Set.of(Reasons.NOT_FOUND, Reasons.REJECTED, Reasons.RATE_LIMITED, Reasons.UNAVAILABLE);

    private final Installation installation;

    /** @param installation what texts refer to */
    public MockKind(Installation installation) {
        this.installation = installation;
    }

    @Override
    public String key() {
        return "mock";
    }

    @Override
    public Carrier compile(Tool tool, Schema parameters) {
        if (!(tool.execution().get(key()) instanceof Map<?, ?> block)
                || !KEYS.containsAll(block.keySet())
                || block.size() != 1) {
            throw Denied.invalidDefinition(tool.name(), "mock needs one of result and error");
        }
        var error = error(tool, block.get("error"));
        if (error != null) {
            return call -> new Answered(error, Set.of());
        }
        var result = Body.of(block.get("result"));
        Names.refuseUnknown(tool, parameters, result);
        return call -> answer(result, call);
    }

    private Ready answer(Body result, Call call) {
        var filling = new Filling(call.arguments(), installation);
        var content = result.fill(filling);
        return new Answered(new Attempt.Done(content == null ? Json.object() : content, null), filling.secrets());
    }

    private static @Nullable Attempt error(Tool tool, @Nullable Object code) {
        if (code == null) {
            return null;
        }
        if (!(code instanceof String reason) || !ERRORS.contains(reason)) {
            throw Denied.invalidDefinition(
                    tool.name(),
                    "mock.error must be one of "
                            + String.join(", ", ERRORS.stream().sorted().toList()));
        }
        return reason.equals(Reasons.UNAVAILABLE)
                ? new Attempt.NotSent("the mock is not there")
                : Attempt.Refused.firmly(reason, null, null);
    }

    /** A call whose answer is known. */
    private record Answered(Attempt attempt, Set<String> secrets) implements Ready {
        @Override
        public Attempt send(Duration within) {
            // The answer may be changed by whoever redacts it.
            return attempt instanceof Attempt.Done done
                    ? new Attempt.Done(done.content().deepCopy(), done.status())
                    : attempt;
        }
    }
}
