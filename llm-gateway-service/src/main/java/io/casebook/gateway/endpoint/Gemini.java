package io.casebook.gateway.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;

/** Google Gemini. What it remembers of earlier prompts it decides itself, and counts. */
final class Gemini implements Protocol {

    @Override
    public ChatModel model(Connection connection) {
        var spec = connection.spec();
        var builder = GoogleAiGeminiChatModel.builder()
                .httpClientBuilder(connection.transport().asBuilder())
                .apiKey(connection.key() == null ? "none" : connection.key())
                .customHeaders(connection.headers())
                .modelName(spec.model())
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .maxRetries(0)
                .logRequestsAndResponses(false);
        if (spec.access().baseUrl() != null) {
            builder.baseUrl(spec.access().baseUrl().toString());
        }
        if (spec.temperature() != null) {
            builder.temperature(spec.temperature());
        }
        if (spec.maxOutput() > 0) {
            builder.maxOutputTokens(spec.maxOutput());
        }
        return builder.build();
    }

    @Override
    public Tokens tokens(TokenUsage usage) {
        return Tokens.of(
                usage, usage instanceof GoogleAiGeminiTokenUsage details ? details.cachedContentTokenCount() : null);
    }

    @Override
    public JsonObjectSchema parameters(ObjectNode schema) {
        return Schemas.reduced(schema);
    }
}
