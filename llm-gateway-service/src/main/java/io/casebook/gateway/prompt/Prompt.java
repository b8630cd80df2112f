package io.casebook.gateway.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Everything that a model is told.
 *
 * @param messages the messages in order
 * @param tools the tools that it may call
 * @param template which template it was written by, with the template's version
 */
public record Prompt(List<PromptMessage> messages, List<OfferedTool> tools, String template) {
    private static final int HASH_BYTES = 8;
    private static final int CHARACTERS_PER_TOKEN = 4;

    public Prompt {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** The same with one message more. */
    Prompt plus(PromptMessage message) {
        var longer = new ArrayList<>(messages);
        longer.add(message);
        return new Prompt(longer, tools, template);
    }

    /** The messages and tools as they are sent, as one line of JSON: what {@link #hash} is the hash of. */
    public String json() {
        var root = Json.MAPPER.createObjectNode();
        var list = root.putArray("messages");
        messages.forEach(message -> list.add(json(message)));
        if (!tools.isEmpty()) {
            var offered = root.putArray("tools");
            for (var tool : tools) {
                var function = offered.addObject().put("type", "function").putObject("function");
                function.put("name", tool.name());
                function.put("description", tool.description());
                function.set("parameters", tool.parameters());
            }
        }
        return root.toString();
    }

    /** The first 16 hexadecimal digits of the SHA-256 of {@link #json} in UTF-8. */
    public String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(json().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** About how many tokens it has: one for every four characters. */
    public long estimatedTokens() {
        var characters = 0L;
        for (var message : messages) {
            characters += length(message);
        }
        for (var tool : tools) {
            characters += tool.length();
        }
        return characters / CHARACTERS_PER_TOKEN;
    }

    /** How many characters a message has. */
    public static long length(PromptMessage message) {
        return switch (message) {
            case PromptMessage.FromPlatform(var text) -> text.length();
            case PromptMessage.FromCustomer(var text) -> text.length();
            case PromptMessage.FromAgent(var text) -> text.length();
            case PromptMessage.ToolCall(var callId, var tool, var arguments) ->
                (long) callId.length() + tool.length() + arguments.length();
            case PromptMessage.ToolResult(var callId, var text) -> (long) callId.length() + text.length();
        };
    }

    /** All of it for a person to read: each message under who says it, then the tools. */
    public String readable() {
        var page = new StringBuilder();
        for (var message : messages) {
            var part = switch (message) {
                case PromptMessage.FromPlatform(var text) -> "[system]\n" + text;
                case PromptMessage.FromCustomer(var text) -> "[user]\n" + text;
                case PromptMessage.FromAgent(var text) -> "[assistant]\n" + text;
                case PromptMessage.ToolCall(var callId, var tool, var arguments) ->
                    "[assistant calls %s, %s]\n%s".formatted(tool, callId, arguments);
                case PromptMessage.ToolResult(var callId, var text) -> "[tool, %s]\n%s".formatted(callId, text);
            };
            page.append(part).append("\n\n");
        }
        for (var tool : tools) {
            page.append("[may call %s]\n%s\n%s\n\n".formatted(tool.name(), tool.description(), tool.parameters()));
        }
        return page.toString().strip() + "\n";
    }

    private static ObjectNode json(PromptMessage message) {
        return switch (message) {
            case PromptMessage.FromPlatform(var text) ->
                Json.object("role", "system").put("content", text);
            case PromptMessage.FromCustomer(var text) ->
                Json.object("role", "user").put("content", text);
            case PromptMessage.FromAgent(var text) ->
                Json.object("role", "assistant").put("content", text);
            case PromptMessage.ToolCall(var callId, var tool, var arguments) -> {
                var assistant = Json.object("role", "assistant");
                var call = assistant.putArray("tool_calls").addObject();
                call.put("id", callId).put("type", "function");
                call.putObject("function").put("name", tool).put("arguments", arguments);
                yield assistant;
            }
            case PromptMessage.ToolResult(var callId, var text) ->
                Json.object("role", "tool").put("tool_call_id", callId).put("content", text);
        };
    }

    @Override
    public String toString() {
        return "Prompt[%d messages, %d tools, %s]".formatted(messages.size(), tools.size(), template);
    }
}
