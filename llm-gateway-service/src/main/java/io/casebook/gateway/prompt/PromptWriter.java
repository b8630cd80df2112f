package io.casebook.gateway.prompt;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.PlatformTool;
import io.casebook.gateway.privacy.HiddenValues;
import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.platform.definition.CompiledDefinition.PromptKey;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.TranscriptEntry;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.RejectedAttempt;
import io.casebook.vocabulary.llm.ToolExchange;
import java.util.ArrayList;
import java.util.List;
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

    private final PromptTemplates templates = new PromptTemplates();

    /** The prompt of a request, by the platform's template for every family. */
    public Prompt write(CompletionRequest request, AgentDefinition definition) {
        return write(hidden(request, definition), definition, templates.of(request, null, PromptKey.DEFAULT));
    }

    /** The prompt of a request for a family of models, by the agent's own template where it has one. */
    public Prompt write(CompletionRequest request, CompiledDefinition compiled, String family) {
        var definition = compiled.definition();
        return write(hidden(request, definition), definition, templates.of(request, compiled, family));
    }

    /**
     * The prompt of a request for a family of models, made shorter where it must be: see {@link Shortening}. Where nothing more
     * can be left out it is as short as it can be, and longer than there is room.
     *
     * @param tokens how many tokens it may have
     */
    public Prompt fitting(CompletionRequest asked, CompiledDefinition compiled, String family, long tokens) {
        // Before anything is left out: what is left of half a number is not known for one.
        var request = hidden(asked, compiled.definition());
        var template = templates.of(request, compiled, family);
        var prompt = write(request, compiled.definition(), template);
        for (var shorter = Shortening.once(request);
                shorter != null && prompt.estimatedTokens() > tokens;
                shorter = Shortening.once(shorter)) {
            prompt = write(shorter, compiled.definition(), template);
        }
        return prompt;
    }

    /**
     * The prompt as it was sent, found by its hash: written by a version of a template, shortened where the model's room was
     * short, with the note of what was wrong where the model was asked again.
     *
     * @param template version of the template, as the log names it
     * @param rejected the answers that were rejected before
     * @return null where neither the platform nor this version of the agent has that template
     */
    public @Nullable Rewritten rewrite(
            CompletionRequest asked,
            CompiledDefinition compiled,
            String template,
            List<RejectedAttempt> rejected,
            String hash) {
        var request = hidden(asked, compiled.definition());
        var known = templates.version(template, request, compiled);
        if (known == null) {
            return null;
        }
        var whole = write(request, compiled.definition(), known);
        var left = 0;
        for (var shorter = request; shorter != null; shorter = Shortening.once(shorter)) {
            var prompt = write(shorter, compiled.definition(), known);
            if (prompt.hash().equals(hash)) {
                return new Rewritten(prompt, true, left, false);
            }
            for (var attempt : rejected) {
                var again = again(prompt, attempt);
                if (again.hash().equals(hash)) {
                    return new Rewritten(again, true, left, true);
                }
            }
            left++;
        }
        return new Rewritten(whole, false, 0, false);
    }

    /**
     * A prompt that was written again.
     *
     * @param prompt the prompt
     * @param same true where its hash is the one that was looked for
     * @param leftOut how many messages and passages were left out because the model had no room for them
     * @param askedAgain true where it says what was wrong with an answer before
     */
    public record Rewritten(Prompt prompt, boolean same, int leftOut, boolean askedAgain) {}

    private static CompletionRequest hidden(CompletionRequest request, AgentDefinition definition) {
        return HiddenValues.of(definition).hide(request);
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
    public static Prompt again(Prompt prompt, RejectedAttempt rejected) {
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
