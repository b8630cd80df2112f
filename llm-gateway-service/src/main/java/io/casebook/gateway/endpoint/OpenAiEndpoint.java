package io.casebook.gateway.endpoint;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.FinishReason;
import io.casebook.gateway.models.ModelSpec;
import io.casebook.gateway.models.Prices;
import io.casebook.gateway.prompt.OfferedTool;
import io.casebook.gateway.prompt.Prompt;
import io.casebook.gateway.prompt.PromptMessage;
import io.casebook.vocabulary.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model behind the chat completions protocol, whoever runs it. */
public final class OpenAiEndpoint implements Endpoint {
    private final OpenAiChatModel model;
    private final Prices prices;

    /**
     * A model that is ready to be asked.
     *
     * @param key its key; null where the endpoint wants none
     * @param headers further headers with their values
     */
    public OpenAiEndpoint(ModelSpec spec, @Nullable String key, Map<String, String> headers, Transport transport) {
        var builder = OpenAiChatModel.builder()
                .httpClientBuilder(transport.asBuilder())
                .baseUrl(spec.baseUrl().toString())
                .modelName(spec.model())
                .customHeaders(headers)
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false);
        if (key != null) {
            builder.apiKey(key);
        }
        if (spec.temperature() != null) {
            builder.temperature(spec.temperature());
        }
        if (spec.maxOutput() > 0) {
            builder.maxTokens(spec.maxOutput());
        }
        this.model = builder.build();
        this.prices = spec.prices();
    }

    @Override
    public Reply ask(Prompt prompt, Duration within) {
        if (within.isNegative() || within.isZero()) {
            return new Reply.Failed("timeout", "no time was left", false, null);
        }
        var request = ChatRequest.builder()
                .messages(
                        prompt.messages().stream().map(OpenAiEndpoint::message).toList())
                .toolSpecifications(
                        prompt.tools().stream().map(OpenAiEndpoint::tool).toList())
                .build();
        try {
            return reply(ScopedValue.where(Transport.WITHIN, within).call(() -> model.chat(request)));
        } catch (ContentFilteredException e) {
            return new Reply.Answered(null, List.of(), Reply.Stop.REFUSED, new Usage());
        } catch (RuntimeException e) {
            var known = EndpointException.in(e);
            // The library's own messages may quote the answer, so only their kind is told.
            return known != null
                    ? known.reply()
                    : new Reply.Unreadable("the answer does not follow the chat completions protocol (%s)"
                            .formatted(e.getClass().getSimpleName()));
        }
    }

    private Reply reply(ChatResponse response) {
        var message = response.aiMessage();
        var calls = new ArrayList<Reply.Call>();
        for (var call : message.toolExecutionRequests()) {
            calls.add(new Reply.Call(orEmpty(call.id()), orEmpty(call.name()), orEmpty(call.arguments())));
        }
        return new Reply.Answered(message.text(), calls, stop(response.finishReason()), usage(response));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Reply.Stop stop(@Nullable FinishReason reason) {
        return switch (reason) {
            case LENGTH -> Reply.Stop.CUT_OFF;
            case CONTENT_FILTER -> Reply.Stop.REFUSED;
            case null, default -> Reply.Stop.DONE;
        };
    }

    private Usage usage(ChatResponse response) {
        var tokens = response.tokenUsage();
        if (tokens == null) {
            return new Usage();
        }
        var cached = tokens instanceof OpenAiTokenUsage details && details.inputTokensDetails() != null
                ? details.inputTokensDetails().cachedTokens()
                : null;
        return prices.usage(number(tokens.inputTokenCount()), number(cached), number(tokens.outputTokenCount()));
    }

    private static long number(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    private static ChatMessage message(PromptMessage message) {
        return switch (message) {
            case PromptMessage.FromPlatform(var text) -> SystemMessage.from(text);
            case PromptMessage.FromCustomer(var text) -> UserMessage.from(text);
            case PromptMessage.FromAgent(var text) -> AiMessage.from(text);
            case PromptMessage.ToolCall(var callId, var tool, var arguments) ->
                AiMessage.from(ToolExecutionRequest.builder()
                        .id(callId)
                        .name(tool)
                        .arguments(arguments)
                        .build());
            case PromptMessage.ToolResult(var callId, var text) -> ToolExecutionResultMessage.from(callId, null, text);
        };
    }

    private static ToolSpecification tool(OfferedTool tool) {
        var schema = JsonObjectSchema.builder();
        var parameters = tool.parameters();
        parameters
                .path("properties")
                .properties()
                .forEach(property -> schema.addProperty(
                        property.getKey(),
                        JsonRawSchema.from(property.getValue().toString())));
        if (parameters.has("description")) {
            schema.description(parameters.path("description").asText());
        }
        if (parameters.has("required")) {
            var required = new ArrayList<String>();
            parameters.path("required").forEach(name -> required.add(name.asText()));
            schema.required(required);
        }
        if (parameters.has("$defs")) {
            var definitions = new LinkedHashMap<String, JsonSchemaElement>();
            parameters
                    .path("$defs")
                    .properties()
                    .forEach(one -> definitions.put(
                            one.getKey(), JsonRawSchema.from(one.getValue().toString())));
            schema.definitions(definitions);
        }
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(schema.build())
                .build();
    }
}
