package io.casebook.tools.call;

import io.casebook.vocabulary.tool.ToolCallRequest;
import org.jspecify.annotations.Nullable;

/** What a condition reads and a request does not carry, and how somebody who calls by hand can give it. */
final class MissingFact {
    private MissingFact() {}

    /**
     * What is missing at a path; null where nothing is.
     *
     * @param path names with points, such as {@code resources.order.total}
     */
    static @Nullable String in(ToolCallRequest request, String path, Origin origin) {
        var names = path.split("\\.", 3);
        return switch (names[0]) {
            case "args", "now" -> null;
            case "resources" -> names.length < 2 ? anyResource() : resource(request, names[1], path);
            case "identity" -> resource(request, "identity", path);
            // In a conversation they are what the request says, even where that is nothing.
            case "customer" -> given(origin, request.customerId(), path, "send customer_id, or --customer ID");
            case "conversation" -> given(origin, request.conversationId(), path, "send conversation_id");
            default -> path + " (which only a conversation has; have the agent call the tool)";
        };
    }

    private static @Nullable String resource(ToolCallRequest request, String name, String path) {
        return request.resources().containsKey(name)
                ? null
                : "%s (send it in resources, or --resource %s=JSON)".formatted(path, name);
    }

    /** The condition does not name one, so no number of them is certainly all. */
    private static String anyResource() {
        return "resources (which only a conversation has all of; have the agent call the tool, or name the resource in the condition)";
    }

    private static @Nullable String given(Origin origin, String value, String path, String how) {
        return origin == Origin.CONVERSATION || !value.isBlank() ? null : "%s (%s)".formatted(path, how);
    }
}
