package io.casebook.conversation;

import io.casebook.conversation.definition.Tool;
import io.casebook.vocabulary.state.RequestKind;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tools that must not both act in one conversation, such as a refund and a replacement. */
final class Combinations {
    private Combinations() {}

    /**
     * A tool that has acted, may have, or is at it, and with which this one must not act; null where there is none. It is enough
     * that one of the two names the other.
     */
    static @Nullable String forbidding(Decision decision, Tool tool) {
        if (!tool.writes()) {
            return null;
        }
        var state = decision.state();
        if (state.acted().size() >= Bounds.ACTED && !tool.notWith().isEmpty()) {
            return tool.notWith().getFirst();
        }
        var underWay = state.openRequests().stream()
                .filter(open -> open.kind() == RequestKind.TOOL_WRITE)
                .map(open -> open.tool())
                .filter(Objects::nonNull);
        return Stream.concat(state.acted().stream(), underWay)
                .filter(other ->
                        excludes(tool, other) || excludes(decision.definition().tool(other), tool.name()))
                .findFirst()
                .orElse(null);
    }

    private static boolean excludes(@Nullable Tool tool, String other) {
        return tool != null && tool.notWith().contains(other);
    }
}
