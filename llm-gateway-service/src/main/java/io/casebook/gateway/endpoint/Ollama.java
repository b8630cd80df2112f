package io.casebook.gateway.endpoint;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import java.util.HashMap;

/** Ollama's own protocol: unlike its chat completions it takes the size of the context, and never cuts a prompt silently. */
final class Ollama implements Protocol {
    private static final String URL = "http://localhost:11434";

    @Override
    public ChatModel model(Connection connection) {
        var spec = connection.spec();
        var headers = new HashMap<>(connection.headers());
        if (connection.key() != null) {
            headers.put("Authorization", "Bearer " + connection.key());
        }
        var builder = OllamaChatModel.builder()
                .httpClientBuilder(connection.transport().asBuilder())
                .baseUrl(spec.access().baseUrlOr(URL))
                .customHeaders(headers)
                .modelName(spec.model())
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false);
        if (spec.temperature() != null) {
            builder.temperature(spec.temperature());
        }
        if (spec.maxOutput() > 0) {
            builder.numPredict(spec.maxOutput());
        }
        if (spec.context() > 0) {
            builder.numCtx(spec.context());
        }
        return builder.build();
    }
}
