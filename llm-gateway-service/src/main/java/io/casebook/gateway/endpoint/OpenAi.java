package io.casebook.gateway.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;

/** The chat completions protocol, whoever runs it. */
final class OpenAi implements Protocol {

    /** OpenAI's own newer models refuse the name that everybody else's servers know. */
    private static final String OPENAI_HOST = "api.openai.com";

    @Override
    public ChatModel model(Connection connection) {
        var url = connection.spec().access().baseUrl();
        var builder = builder(connection, url != null && OPENAI_HOST.equalsIgnoreCase(url.getHost()))
                .baseUrl(String.valueOf(url))
                .customHeaders(connection.headers());
        if (connection.key() != null) {
            builder.apiKey(connection.key());
        }
        return builder.build();
    }

    /**
     * Everything but the address and the key.
     *
     * @param newer whether the bound of an answer is called {@code max_completion_tokens}, and not {@code max_tokens}
     */
    static OpenAiChatModel.OpenAiChatModelBuilder builder(Connection connection, boolean newer) {
        var spec = connection.spec();
        var builder = OpenAiChatModel.builder()
                .httpClientBuilder(connection.transport().asBuilder())
                .modelName(spec.model())
                .strictJsonSchema(true)
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false);
        if (spec.temperature() != null) {
            builder.temperature(spec.temperature());
        }
        if (spec.maxOutput() > 0 && newer) {
            builder.maxCompletionTokens(spec.maxOutput());
        } else if (spec.maxOutput() > 0) {
            builder.maxTokens(spec.maxOutput());
        }
        return builder;
    }

    @Override
    public Tokens tokens(TokenUsage usage) {
        return openAiTokens(usage);
    }

    static Tokens openAiTokens(TokenUsage usage) {
        return Tokens.of(
                usage,
                usage instanceof OpenAiTokenUsage details && details.inputTokensDetails() != null
                        ? details.inputTokensDetails().cachedTokens()
                        : null);
    }

    @Override
    public JsonObjectSchema parameters(ObjectNode schema) {
        return Schemas.asWritten(schema);
    }
}
