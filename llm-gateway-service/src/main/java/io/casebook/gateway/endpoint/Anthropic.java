package io.casebook.gateway.endpoint;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.output.TokenUsage;

/** Anthropic's messages protocol. Instructions and tools are marked as worth remembering from call to call. */
final class Anthropic implements Protocol {
    private static final String URL = "https://api.anthropic.com/v1";

    /** The protocol wants a number, and the library's own is too small for a long answer. */
    private static final int USUAL_MAX_OUTPUT = 4096;

    @Override
    public ChatModel model(Connection connection) {
        var spec = connection.spec();
        var builder = AnthropicChatModel.builder()
                .httpClientBuilder(connection.transport().asBuilder())
                .baseUrl(spec.access().baseUrlOr(URL))
                .apiKey(connection.key() == null ? "none" : connection.key())
                .customHeaders(connection.headers())
                .modelName(spec.model())
                .maxTokens(spec.maxOutput() > 0 ? spec.maxOutput() : USUAL_MAX_OUTPUT)
                .cacheSystemMessages(spec.promptCache())
                .cacheTools(spec.promptCache())
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false);
        if (spec.temperature() != null) {
            builder.temperature(spec.temperature());
        }
        return builder.build();
    }

    @Override
    public Tokens tokens(TokenUsage usage) {
        return usage instanceof AnthropicTokenUsage details
                ? Tokens.apart(usage, details.cacheReadInputTokens(), details.cacheCreationInputTokens())
                : Tokens.of(usage, null);
    }
}
