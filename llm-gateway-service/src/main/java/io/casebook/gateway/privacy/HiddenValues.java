package io.casebook.gateway.privacy;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Tool;
import io.casebook.platform.redaction.Found;
import io.casebook.platform.redaction.Redactor;
import io.casebook.platform.redaction.Tokens;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.llm.CompletionRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hides values in what is asked of a model, and gives those that the customer wrote to tools that may have them. What the company
 * itself says (instructions, procedures, articles) is shown as it is: an agent may have to tell the company's own account.
 */
public final class HiddenValues {
    private final Redactor redactor;

    private HiddenValues(Redactor redactor) {
        this.redactor = redactor;
    }

    /** By the rules of an agent. */
    public static HiddenValues of(AgentDefinition definition) {
        return new HiddenValues(Redactor.of(definition.redact()));
    }

    /** The request with tokens in the place of values, wherever customers, colleagues, tools or channels said something. */
    public CompletionRequest hide(CompletionRequest request) {
        var resources = new TreeMap<String, PersonalText>();
        request.resources().forEach((name, json) -> resources.put(name, json(json)));
        return request.withTranscript(request.transcript().stream()
                        .map(entry -> entry.withBody(text(entry.body())))
                        .toList())
                .withToolExchanges(request.toolExchanges().stream()
                        .map(exchange -> exchange.withArguments(json(exchange.arguments()))
                                .withContent(json(exchange.content())))
                        .toList())
                .withNotes(request.notes().stream().map(this::text).toList())
                .withSummary(textOrNull(request.summary()))
                .withTask(request.task() == null ? null : json(request.task()))
                .withPlan(textOrNull(request.plan()))
                .withDraft(textOrNull(request.draft()))
                .withResources(resources);
    }

    /**
     * The arguments that a model proposes with the customer's values in the place of tokens, if the tool may have them. A token
     * that stands in a tool's result, or for two values, stays: the tool service knows what to do with it.
     */
    public String reveal(Tool tool, String arguments, CompletionRequest request) {
        if (tool.receives().isEmpty() || !Tokens.any(arguments)) {
            return arguments;
        }
        var values = written(tool, request);
        return JsonTexts.changed(arguments, (name, text) -> Tokens.replace(text, values::get));
    }

    /** What the customer wrote and the tool may have: token to value; null as the value of a token that could mean two. */
    private Map<String, @Nullable String> written(Tool tool, CompletionRequest request) {
        var values = new LinkedHashMap<String, @Nullable String>();
        for (var entry : request.transcript()) {
            if (entry.speaker() != Speaker.CUSTOMER) {
                continue;
            }
            for (Found found : redactor.find(Personal.plain(entry.body()))) {
                var known = values.get(found.token());
                var ambiguous =
                        values.containsKey(found.token()) && !found.value().equals(known);
                if (tool.receives().contains(found.kind().key())) {
                    values.put(found.token(), ambiguous ? null : found.value());
                }
            }
        }
        for (var exchange : request.toolExchanges()) {
            var content = Personal.plain(exchange.content());
            values.keySet().removeIf(content::contains);
        }
        return values;
    }

    private PersonalText json(PersonalText json) {
        var plain = json.plain();
        return plain == null
                ? json
                : Personal.text(JsonTexts.changed(plain, (name, text) -> redactor.redact(text, name, found -> {})));
    }

    private PersonalText text(PersonalText text) {
        var plain = text.plain();
        return plain == null ? text : Personal.text(redactor.redact(plain));
    }

    private @Nullable PersonalText textOrNull(@Nullable PersonalText text) {
        return text == null ? null : text(text);
    }
}
