package io.casebook.gateway.prompt;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.PlatformTool;
import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.TranscriptEntry;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.RejectedAttempt;
import io.casebook.vocabulary.llm.ToolExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes prompts. The same request and definition give the same prompt, byte for byte: nothing comes from a clock, from the
 * process or from the model that will read it, so that a prompt can be written again from the log.
 */
public final class PromptWriter {
    private static final String COLLEAGUE = "[A human colleague wrote:]\n";
    private static final String NOTE = "[A note of the platform, not of the customer] ";
    private static final String CONDENSE =
            NOTE + "That is all that is to be condensed. Write the summary now, and nothing else.";
    private static final String NOTHING_NEW = NOTE + "There is no new message of the customer. Go on.";

    private final PromptTemplate reason = PromptTemplate.named("reason");
    private final PromptTemplate specialist = PromptTemplate.named("specialist");
    private final PromptTemplate classify = PromptTemplate.named("classify");
    private final PromptTemplate summarise = PromptTemplate.named("summarise");
    private final PromptTemplate judge = PromptTemplate.named("judge");

    /** The prompt of a request, by the platform's template. */
    public Prompt write(CompletionRequest request, AgentDefinition definition) {
        return write(request, definition, template(request));
    }

    /** The prompt of a request for a family of models, by the agent's own template where it has one. */
    public Prompt write(CompletionRequest request, CompiledDefinition compiled, String family) {
        var purpose = request.purpose().name().toLowerCase(Locale.ROOT);
        // An agent's own template is for the agent itself.
        var own = request.specialist() == null ? compiled.prompt(purpose, family) : null;
        return write(request, compiled.definition(), own == null ? template(request) : PromptTemplate.of(purpose, own));
    }

    /**
     * The prompt as it was written by a version of a template, for proving an answer's hash; null where neither the platform nor
     * this version of the agent has that template.
     */
    public @Nullable Prompt rewrite(CompletionRequest request, CompiledDefinition compiled, String template) {
        var purpose = request.purpose().name().toLowerCase(Locale.ROOT);
        var platforms = template(request);
        if (platforms.version().equals(template)) {
            return write(request, compiled.definition(), platforms);
        }
        return compiled.prompts().entrySet().stream()
                .filter(own -> own.getKey().purpose().equals(purpose))
                .map(own -> PromptTemplate.of(purpose, own.getValue()))
                .filter(own -> own.version().equals(template))
                .findFirst()
                .map(own -> write(request, compiled.definition(), own))
                .orElse(null);
    }

    private static Prompt write(CompletionRequest request, AgentDefinition definition, PromptTemplate template) {
        var values = new PromptValues(request, definition).all();
        var messages = new ArrayList<PromptMessage>();
        messages.add(new PromptMessage.FromPlatform(template.fill(values)));
        request.transcript().forEach(entry -> add(messages, entry));
        if (request.purpose() != CompletionPurpose.CLASSIFY) {
            request.toolExchanges().forEach(exchange -> add(messages, exchange));
        }
        if (request.purpose() == CompletionPurpose.SUMMARISE) {
            messages.add(new PromptMessage.FromCustomer(CONDENSE));
            return new Prompt(messages, List.of(), template.version());
        }
        var plan = request.plan();
        if (plan != null) {
            messages.add(new PromptMessage.FromCustomer(NOTE + "Your plan so far:\n"
                    + Fence.around(Fence.PLAN, Personal.plain(plan))
                    + "\nGo on with it. Where a result contradicts it, make a new one first."));
        }
        var draft = Personal.plainOrNull(request.draft());
        var repair = request.repairReason();
        if (draft != null && repair != null) {
            messages.add(new PromptMessage.FromAgent(draft));
        } else if (draft != null) {
            messages.add(new PromptMessage.FromCustomer(
                    NOTE + "This is the reply to review:\n" + Fence.around(Fence.DRAFT, draft)));
        }
        if (repair != null) {
            messages.add(new PromptMessage.FromCustomer(
                    NOTE + "Your previous answer was not accepted: " + repair.strip() + " Write a better one."));
        } else if (messages.stream().noneMatch(PromptMessage.FromCustomer.class::isInstance)) {
            messages.add(new PromptMessage.FromCustomer(NOTHING_NEW));
        }
        return new Prompt(messages, tools(request, definition), template.version());
    }

    /** The prompt that asks once more after an answer was unusable; why it was is in the log, the answer itself is not. */
    public Prompt again(Prompt prompt, RejectedAttempt rejected) {
        return prompt.plus(new PromptMessage.FromCustomer(NOTE + "Your previous answer could not be used ("
                + rejected.reasonCode() + "): " + rejected.detail() + " Answer again, as the rules want it."));
    }

    /** The tools that a model may call for this request. */
    public static List<OfferedTool> tools(CompletionRequest request, AgentDefinition definition) {
        return switch (request.purpose()) {
            case CLASSIFY, SUMMARISE, JUDGE -> List.of();
            case REASON, REPAIR -> {
                var offered = new ArrayList<OfferedTool>();
                for (var name : request.tools()) {
                    var tool = offered(name, definition);
                    if (tool != null) {
                        offered.add(tool);
                    }
                }
                // A specialist advises; only the agent decides who takes over.
                if (request.specialist() == null) {
                    offered.add(OfferedTool.handOff());
                }
                yield offered;
            }
        };
    }

    private static @Nullable OfferedTool offered(String name, AgentDefinition definition) {
        var tool = definition.tool(name);
        var specialist = PlatformTool.specialist(definition, name);
        if (tool != null) {
            return OfferedTool.of(tool);
        }
        if (specialist != null) {
            return OfferedTool.asking(specialist);
        }
        return name.equals(PlatformTool.MAKE_PLAN) ? OfferedTool.makePlan() : null;
    }

    private PromptTemplate template(CompletionRequest request) {
        return switch (request.purpose()) {
            case REASON, REPAIR -> request.specialist() == null ? reason : specialist;
            case CLASSIFY -> classify;
            case SUMMARISE -> summarise;
            case JUDGE -> judge;
        };
    }

    /** Messages of the same side are joined: some endpoints want the sides to take turns. */
    private static void add(List<PromptMessage> messages, TranscriptEntry entry) {
        var body = entry.attachments().isEmpty()
                ? Personal.plain(entry.body())
                : Personal.plain(entry.body()) + "\n" + attachments(entry);
        var text = switch (entry.speaker()) {
            case CUSTOMER -> Fence.around(Fence.CUSTOMER, body);
            case AI_AGENT -> body;
            case HUMAN -> COLLEAGUE + body;
        };
        var last = messages.getLast();
        if (entry.speaker() == Speaker.CUSTOMER) {
            if (last instanceof PromptMessage.FromCustomer(var before)) {
                messages.set(messages.size() - 1, new PromptMessage.FromCustomer(before + "\n" + text));
            } else {
                messages.add(new PromptMessage.FromCustomer(text));
            }
        } else if (last instanceof PromptMessage.FromAgent(var before)) {
            messages.set(messages.size() - 1, new PromptMessage.FromAgent(before + "\n\n" + text));
        } else {
            messages.add(new PromptMessage.FromAgent(text));
        }
    }

    /** By reference: what is in them is not looked at. */
    private static String attachments(TranscriptEntry entry) {
        return entry.attachments().stream()
                .map(attachment -> {
                    var url = attachment.url();
                    return "[attached %s: %s%s]"
                            .formatted(
                                    attachment.type(),
                                    Personal.plain(attachment.fileName()),
                                    url == null ? "" : ", " + Personal.plain(url));
                })
                .collect(Collectors.joining("\n"));
    }

    private static void add(List<PromptMessage> messages, ToolExchange exchange) {
        var arguments = Personal.plain(exchange.arguments());
        messages.add(
                new PromptMessage.ToolCall(exchange.callId(), exchange.tool(), arguments.isBlank() ? "{}" : arguments));
        messages.add(new PromptMessage.ToolResult(
                exchange.callId(),
                Fence.around(Fence.RESULT, "outcome", exchange.outcome(), Personal.plain(exchange.content()))));
    }
}
