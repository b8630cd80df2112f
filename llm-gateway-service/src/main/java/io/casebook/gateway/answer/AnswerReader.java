package io.casebook.gateway.answer;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.PlatformTool;
import io.casebook.gateway.builtin.LanguageDetection;
import io.casebook.gateway.endpoint.Reply;
import io.casebook.gateway.prompt.Prompt;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.ProposedToolCall;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a model wrote, strictly. Thread-safe. */
public final class AnswerReader {
    private static final int LONGEST_TEXT = 50_000;
    private static final int MOST_CALLS = 32;

    /** Reasoning models of some endpoints think aloud at the start of the text. */
    private static final Pattern THOUGHTS = Pattern.compile("^\\s*<think(?:ing)?>.*?</think(?:ing)?>", Pattern.DOTALL);

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    private final ToolArguments arguments = new ToolArguments();
    private final LanguageDetection languages = new LanguageDetection();

    /** What is to be made of an answer of the model of that name. */
    public Verdict read(
            String model, Reply.Answered reply, Prompt prompt, CompletionRequest request, AgentDefinition definition) {
        try {
            var base = new CompletionAnswer(model, reply.usage())
                    .withPromptHash(prompt.hash())
                    .withTemplate(prompt.template());
            return new Verdict.Usable(read(base, reply, prompt, request, definition));
        } catch (Rejection e) {
            return new Verdict.Unusable(e.reasonCode(), e.detail(), e.worthAsking());
        }
    }

    private CompletionAnswer read(
            CompletionAnswer base,
            Reply.Answered reply,
            Prompt prompt,
            CompletionRequest request,
            AgentDefinition definition)
            throws Rejection {
        requireWhole(reply);
        var text = text(reply.text());
        return switch (request.purpose()) {
            case CLASSIFY -> Classification.read(base, text, definition);
            case JUDGE -> Judgement.read(base, text);
            case SUMMARISE -> {
                UsableText.readable(required(text));
                yield base.withText(Personal.text(required(text)));
            }
            case REASON, REPAIR -> reply(base, text, reply.calls(), prompt, request, definition);
        };
    }

    /** That the model came to an end of its own. */
    static void requireWhole(Reply.Answered reply) throws Rejection {
        switch (reply.stop()) {
            case REFUSED -> throw Rejection.forGood("refusal", "The model, or a filter before it, refused to answer.");
            case CUT_OFF -> throw Rejection.because("cut_off", "The answer was cut off; it must be shorter.");
            case DONE -> {}
        }
    }

    private CompletionAnswer reply(
            CompletionAnswer base,
            @Nullable String text,
            List<Reply.Call> calls,
            Prompt prompt,
            CompletionRequest request,
            AgentDefinition definition)
            throws Rejection {
        if (calls.isEmpty()) {
            var cited = Citations.take(required(text), request.passages());
            if (cited.text().isEmpty()) {
                throw empty();
            }
            UsableText.readable(cited.text());
            var guess = languages.of(cited.text(), definition.languages());
            if (request.specialist() == null) {
                UsableText.reply(cited.text(), guess, prompt, request, definition);
            }
            return base.withText(Personal.text(cited.text()))
                    .withCitations(cited.citations())
                    .withLanguage(guess.language())
                    .withLanguageConfidence(guess.confidence());
        }
        var plan = plan(calls);
        var others = calls.stream()
                .filter(call -> !call.tool().equals(PlatformTool.MAKE_PLAN))
                .toList();
        if (others.isEmpty()) {
            // What stands beside a plan is a model talking to itself, and no answer to the customer.
            return base.withPlan(plan);
        }
        var cited = text == null ? null : Citations.take(text, request.passages());
        return base.withPlan(plan)
                .withToolCalls(proposed(others, request, definition))
                .withText(cited == null || cited.text().isEmpty() ? null : Personal.text(cited.text()))
                .withCitations(cited == null ? List.of() : cited.citations());
    }

    /** The last plan that the model wrote down; null where it wrote none. */
    private @Nullable PersonalText plan(List<Reply.Call> calls) throws Rejection {
        PersonalText plan = null;
        for (var call : calls) {
            if (call.tool().equals(PlatformTool.MAKE_PLAN)) {
                plan = Personal.text(arguments.text(call, "plan"));
            }
        }
        return plan;
    }

    private List<ProposedToolCall> proposed(
            List<Reply.Call> calls, CompletionRequest request, AgentDefinition definition) throws Rejection {
        if (calls.size() > MOST_CALLS) {
            throw Rejection.because(
                    "too_many_tool_calls", "At most %d tool calls in one answer.".formatted(MOST_CALLS));
        }
        var proposed = new ArrayList<ProposedToolCall>();
        var refs = new HashSet<String>();
        for (var call : calls) {
            var json = arguments.checked(call, request, definition);
            // Some endpoints give no ids, or the same one twice.
            var ref = call.id().isBlank() ? "call" : call.id();
            for (int again = 2; !refs.add(ref); again++) {
                ref = (call.id().isBlank() ? "call" : call.id()) + "-" + again;
            }
            proposed.add(new ProposedToolCall(ref, call.tool(), Personal.text(json)));
        }
        return proposed;
    }

    /** The text without thoughts and control characters; null for none. */
    static @Nullable String text(@Nullable String written) throws Rejection {
        if (written == null) {
            return null;
        }
        var text = CONTROLS.matcher(THOUGHTS.matcher(written).replaceFirst("").replace("\r\n", "\n"))
                .replaceAll("")
                .strip();
        if (text.length() > LONGEST_TEXT) {
            throw Rejection.because(
                    "too_long", "The answer must have fewer than %d characters.".formatted(LONGEST_TEXT));
        }
        return text.isEmpty() ? null : text;
    }

    static String required(@Nullable String text) throws Rejection {
        if (text == null) {
            throw empty();
        }
        return text;
    }

    private static Rejection empty() {
        return Rejection.because("empty", "The answer was empty.");
    }
}
