package io.casebook.gateway.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.output.TokenUsage;
import java.util.HashMap;
import java.util.Map;

/**
 * Azure OpenAI: the chat completions protocol at addresses of its own, with the key in a header of its own. Spoken without
 * Azure's SDK, which brings another HTTP stack with it.
 */
final class Azure implements Protocol {

    @Override
    public ChatModel model(Connection connection) {
        var access = connection.spec().access();
        var base = access.baseUrlOr("").replaceAll("/+$", "");
        var headers = new HashMap<>(connection.headers());
        if (connection.key() != null) {
            headers.put("api-key", connection.key());
        }
        var builder = OpenAi.builder(connection, access.apiVersion() == null).customHeaders(headers);
        if (access.apiVersion() == null) {
            return builder.baseUrl(base + "/openai/v1")
                    .modelName(String.valueOf(access.deployment()))
                    .build();
        }
        return builder.baseUrl(base + "/openai/deployments/" + access.deployment())
                .customQueryParams(Map.of("api-version", access.apiVersion()))
                .build();
    }

    @Override
    public Tokens tokens(TokenUsage usage) {
        return OpenAi.openAiTokens(usage);
    }

    @Override
    public JsonObjectSchema parameters(ObjectNode schema) {
        return Schemas.asWritten(schema);
    }
}
