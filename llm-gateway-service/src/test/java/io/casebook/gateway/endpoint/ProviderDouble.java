package io.casebook.gateway.endpoint;

import io.casebook.gateway.models.Access;
import io.casebook.gateway.models.Provider;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How each provider's answers look on the wire, and how its endpoint is reached. Every answer took 1000 tokens, 400 of them known. */
enum ProviderDouble {
    OPENAI(Provider.OPENAI, "/v1", "Authorization", "Bearer KEY") {
        @Override
        String answer(@Nullable String text, List<ToolUse> uses, Stop stop) {
            return chatCompletion(text, uses, stop);
        }
    },

    AZURE(Provider.AZURE, "", "api-key", "KEY") {
        @Override
        Access access(URI server) {
            return new Access(Provider.AZURE, server, null, "some-deployment", "2024-10-21");
        }

        @Override
        String answer(@Nullable String text, List<ToolUse> uses, Stop stop) {
            return chatCompletion(text, uses, stop);
        }
    },

    ANTHROPIC(Provider.ANTHROPIC, "/v1", "x-api-key", "KEY") {
        @Override
        String answer(@Nullable String text, List<ToolUse> uses, Stop stop) {
            var parts = new ArrayList<String>();
            if (text != null) {
                parts.add("{\"type\":\"text\",\"text\":%s}".formatted(quoted(text)));
            }
            uses.forEach(use -> parts.add("{\"type\":\"tool_use\",\"id\":%s,\"name\":%s,\"input\":%s}"
                    .formatted(quoted(use.id()), quoted(use.tool()), use.arguments())));
            return """
                    {"id":"m1","type":"message","role":"assistant","model":"m","content":[%s],"stop_reason":"%s",
                     "usage":{"input_tokens":500,"cache_creation_input_tokens":100,"cache_read_input_tokens":400,"output_tokens":20}}
                    """.formatted(String.join(",", parts), stop.word("end_turn", "tool_use", "max_tokens", "refusal"));
        }
    },

    BEDROCK(Provider.BEDROCK, "", "Authorization", "Bearer KEY") {
        @Override
        Access access(URI server) {
            return new Access(Provider.BEDROCK, server, "eu-central-1", null, null);
        }

        @Override
        String answer(@Nullable String text, List<ToolUse> uses, Stop stop) {
            var parts = new ArrayList<String>();
            if (text != null) {
                parts.add("{\"text\":%s}".formatted(quoted(text)));
            }
            uses.forEach(use -> parts.add("{\"toolUse\":{\"toolUseId\":%s,\"name\":%s,\"input\":%s}}"
                    .formatted(quoted(use.id()), quoted(use.tool()), use.arguments())));
            return """
                    {"output":{"message":{"role":"assistant","content":[%s]}},"stopReason":"%s","metrics":{"latencyMs":5},
                     "usage":{"inputTokens":500,"outputTokens":20,"totalTokens":1020,"cacheReadInputTokens":400,"cacheWriteInputTokens":100}}
                    """.formatted(
                    String.join(",", parts), stop.word("end_turn", "tool_use", "max_tokens", "content_filtered"));
        }
    },

    GEMINI(Provider.GEMINI, "/v1beta", "x-goog-api-key", "KEY") {
        @Override
        String answer(@Nullable String text, List<ToolUse> uses, Stop stop) {
            var parts = new ArrayList<String>();
            if (text != null) {
                parts.add("{\"text\":%s}".formatted(quoted(text)));
            }
            uses.forEach(use -> parts.add(
                    "{\"functionCall\":{\"name\":%s,\"args\":%s}}".formatted(quoted(use.tool()), use.arguments())));
            return """
                    {"candidates":[{"index":0,"content":{"role":"model","parts":[%s]},"finishReason":"%s"}],"modelVersion":"m",
                     "usageMetadata":{"promptTokenCount":1000,"candidatesTokenCount":20,"cachedContentTokenCount":400,"totalTokenCount":1020}}
                    """.formatted(String.join(",", parts), stop.word("STOP", "STOP", "MAX_TOKENS", "SAFETY"));
        }
    },

    OLLAMA(Provider.OLLAMA, "", "Authorization", "Bearer KEY") {
        @Override
        String answer(@Nullable String text, List<ToolUse> uses, Stop stop) {
            var calls = uses.stream()
                    .map(use -> "{\"function\":{\"name\":%s,\"arguments\":%s}}"
                            .formatted(quoted(use.tool()), use.arguments()))
                    .toList();
            return """
                    {"model":"m","created_at":"2026-01-01T00:00:00Z","done":true,"done_reason":"%s","prompt_eval_count":1000,"eval_count":20,
                     "message":{"role":"assistant","content":%s%s}}
                    """.formatted(
                            stop.word("stop", "stop", "length", "stop"),
                            quoted(text == null ? "" : text),
                            calls.isEmpty() ? "" : ",\"tool_calls\":[" + String.join(",", calls) + "]");
        }
    };

    private final Provider provider;
    private final String path;
    private final String keyHeader;
    private final String keyValue;

    ProviderDouble(Provider provider, String path, String keyHeader, String keyValue) {
        this.provider = provider;
        this.path = path;
        this.keyHeader = keyHeader;
        this.keyValue = keyValue;
    }

    /** A tool call. */
    record ToolUse(String id, String tool, String arguments) {}

    /** Why an answer ends. */
    enum Stop {
        DONE,
        CALLS,
        CUT,
        REFUSED;

        String word(String done, String calls, String cut, String refused) {
            return switch (this) {
                case DONE -> done;
                case CALLS -> calls;
                case CUT -> cut;
                case REFUSED -> refused;
            };
        }
    }

    /** The body of an answer. */
    abstract String answer(@Nullable String text, List<ToolUse> uses, Stop stop);

    /** How a model is reached whose endpoint is this server. */
    Access access(URI server) {
        return Access.to(provider, URI.create(server + path));
    }

    /** The header that carries the key. */
    String keyHeader() {
        return keyHeader;
    }

    /** What stands in it. */
    String keyValue(String key) {
        return keyValue.replace("KEY", key);
    }

    /** Whether the provider says itself that it refuses. */
    boolean refuses() {
        return this != OLLAMA;
    }

    /** Whether the provider gives ids to the calls of its answers. */
    boolean numbersCalls() {
        return this != GEMINI && this != OLLAMA;
    }

    /** Whether the provider says which tokens it still knew. */
    boolean counts() {
        return this != OLLAMA;
    }

    private static String chatCompletion(@Nullable String text, List<ToolUse> uses, Stop stop) {
        var calls = uses.stream()
                .map(use -> "{\"id\":%s,\"type\":\"function\",\"function\":{\"name\":%s,\"arguments\":%s}}"
                        .formatted(quoted(use.id()), quoted(use.tool()), quoted(use.arguments())))
                .toList();
        return """
                {"id":"c1","object":"chat.completion","created":1,"model":"m",
                 "choices":[{"index":0,"finish_reason":"%s","message":{"role":"assistant","content":%s%s}}],
                 "usage":{"prompt_tokens":1000,"completion_tokens":20,"total_tokens":1020,"prompt_tokens_details":{"cached_tokens":400}}}
                """.formatted(
                        stop.word("stop", "tool_calls", "length", "content_filter"),
                        text == null ? "null" : quoted(text),
                        calls.isEmpty() ? "" : ",\"tool_calls\":[" + String.join(",", calls) + "]");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
