package io.casebook.gateway.endpoint;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.casebook.gateway.models.Capability;
import io.casebook.gateway.models.ModelSpec;
import io.casebook.gateway.prompt.OfferedTool;
import io.casebook.gateway.prompt.Prompt;
import io.casebook.gateway.prompt.PromptMessage;
import io.casebook.vocabulary.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model over the network, whoever provides it. */
public final class ChatEndpoint implements Endpoint {
    private final ModelSpec spec;
    private final Protocol protocol;
    private final ChatModel model;

    /** A model that is ready to be asked. */
    public ChatEndpoint(Connection connection) {
        spec = connection.spec();
        protocol = switch (spec.access().provider()) {
            case OPENAI -> new OpenAi();
            case AZURE -> new Azure();
            case ANTHROPIC -> new Anthropic();
            case BEDROCK -> new Bedrock();
            case GEMINI -> new Gemini();
            case OLLAMA -> new Ollama();
        };
        model = protocol.model(connection);
    }

    @Override
    public Reply ask(Prompt prompt, Call call) {
        if (call.within().isNegative() || call.within().isZero()) {
            return new Reply.Failed("timeout", "no time was left", false, null);
        }
        try {
            var request = request(prompt, call);
            return reply(ScopedValue.where(Transport.CALL, call).call(() -> model.chat(request)));
        } catch (ContentFilteredException e) {
            return new Reply.Answered(null, List.of(), Reply.Stop.REFUSED, new Usage());
        } catch (RuntimeException e) {
            var known = EndpointException.in(e);
            // The library's own messages may quote the answer, so only their kind is told.
            return known != null
                    ? known.reply()
                    : new Reply.Unreadable("the answer does not follow the protocol of %s (%s)"
                            .formatted(
                                    spec.access().provider().key(), e.getClass().getSimpleName()));
        }
    }

    private ChatRequest request(Prompt prompt, Call call) {
        var request = ChatRequest.builder()
                .messages(messages(prompt.messages()))
                .toolSpecifications(prompt.tools().stream().map(this::tool).toList());
        if (call.form() != null && spec.can(Capability.JSON)) {
            request.responseFormat(call.form().format());
        }
        return request.build();
    }

    private Reply reply(ChatResponse response) {
        var message = response.aiMessage();
        var calls = new ArrayList<Reply.Call>();
        for (var call : message.toolExecutionRequests()) {
            calls.add(new Reply.Call(orEmpty(call.id()), orEmpty(call.name()), orEmpty(call.arguments())));
        }
        var nothing =
                calls.isEmpty() && (message.text() == null || message.text().isBlank());
        return new Reply.Answered(message.text(), calls, stop(response.finishReason(), nothing), usage(response));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** A model that says nothing for a reason that the library has no word for would not. */
    private static Reply.Stop stop(@Nullable FinishReason reason, boolean nothing) {
        return switch (reason) {
            case LENGTH -> Reply.Stop.CUT_OFF;
            case CONTENT_FILTER -> Reply.Stop.REFUSED;
            case OTHER -> nothing ? Reply.Stop.REFUSED : Reply.Stop.DONE;
            case null, default -> Reply.Stop.DONE;
        };
    }

    private Usage usage(ChatResponse response) {
        var usage = response.tokenUsage();
        if (usage == null) {
            return new Usage();
        }
        var tokens = protocol.tokens(usage);
        return spec.prices()
                .usage(tokens.input(), tokens.cached(), tokens.remembered(), tokens.output(), Instant.now());
    }

    private static List<ChatMessage> messages(List<PromptMessage> given) {
        var tools = new HashMap<String, String>();
        var messages = new ArrayList<ChatMessage>(given.size());
        for (var message : given) {
            messages.add(
                    switch (message) {
                        case PromptMessage.FromPlatform(var text) -> SystemMessage.from(text);
                        case PromptMessage.FromCustomer(var text) -> UserMessage.from(text);
                        case PromptMessage.FromAgent(var text) -> AiMessage.from(text);
                        case PromptMessage.ToolCall(var callId, var tool, var arguments) -> {
                            tools.put(callId, tool);
                            yield AiMessage.from(ToolExecutionRequest.builder()
                                    .id(callId)
                                    .name(tool)
                                    .arguments(arguments)
                                    .build());
                        }
                        case PromptMessage.ToolResult(var callId, var text) ->
                            ToolExecutionResultMessage.from(callId, tools.get(callId), text);
                    });
        }
        return messages;
    }

    private ToolSpecification tool(OfferedTool tool) {
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(protocol.parameters(tool.parameters()))
                .build();
    }
}
