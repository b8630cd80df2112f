package io.casebook.gateway.answer;

import io.casebook.conversation.check.PromisedAction;
import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Check;
import io.casebook.conversation.definition.Tool;
import io.casebook.gateway.builtin.LanguageGuess;
import io.casebook.gateway.prompt.Prompt;
import io.casebook.vocabulary.llm.CompletionRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a model wrote can be used at all. Whether it is true and may be sent is for the engine's checks to say; here is
 * rejected what a better call would not have given: so each of these is rather missed than found where it is not.
 */
final class UsableText {
    /** Confidence from which a language is told for sure. */
    private static final double SURE = 0.9;
    /** Shorter texts are full of names. */
    private static final int FEWEST_CHARACTERS = 40;

    private UsableText() {}

    /** Any text that somebody will read: a summary, a specialist's advice, a reply. */
    static void readable(String text) throws Rejection {
        if (Refusals.in(text)) {
            throw Rejection.forGood("refusal", "The model refused to answer.");
        }
        var markup = Markup.fault(text);
        if (markup != null) {
            throw markup;
        }
        if (Looping.in(text)) {
            throw Rejection.because("looping", "The answer said the same again and again; say everything once.");
        }
        if (Forbidden.in(text)) {
            throw Rejection.because(
                    "forbidden_content", "The answer held insults, or a key to a system; leave them out.");
        }
    }

    /** A reply to the customer. */
    static void reply(
            String text, LanguageGuess language, Prompt prompt, CompletionRequest request, AgentDefinition definition)
            throws Rejection {
        if (Leaks.in(text, prompt)) {
            throw Rejection.because(
                    "leaked_instructions", "The answer repeats your instructions; answer the customer instead.");
        }
        var wanted = wantedInstead(text, language, request, definition);
        if (wanted != null) {
            throw Rejection.because("wrong_language", "Answer in the language of the customer: " + wanted + ".");
        }
        if (!acted(request, definition) && PromisedAction.in(text) != null) {
            throw Rejection.because(
                    "promised_action",
                    "You say that you will do something, and nothing follows a reply: call the tool that does it, now, or hand_off,"
                            + " or say what you know without a promise.");
        }
    }

    /** The language that was wanted; null where the text may be in it. */
    private static @Nullable String wantedInstead(
            String text, LanguageGuess guess, CompletionRequest request, AgentDefinition definition) {
        var language = guess.language();
        if (language == null || guess.confidence() < SURE || text.length() < FEWEST_CHARACTERS) {
            return null;
        }
        var customers = request.language();
        if (customers == null || same(customers, language)) {
            return null;
        }
        // Whether an agent may answer in another one of its own languages is its definition's to say.
        var own = definition.languages().stream().anyMatch(spoken -> same(spoken, language));
        return own && !definition.checkSet().contains(Check.LANGUAGE) ? null : customers;
    }

    private static boolean same(String one, String other) {
        return Locale.forLanguageTag(one)
                .getLanguage()
                .equals(Locale.forLanguageTag(other).getLanguage());
    }

    /** Something was done in this turn: what the reply speaks of may well be that, and goes on elsewhere. */
    private static boolean acted(CompletionRequest request, AgentDefinition definition) {
        return request.toolExchanges().stream()
                .filter(exchange -> exchange.outcome().equals("succeeded"))
                .map(exchange -> definition.tool(exchange.tool()))
                .anyMatch(tool -> tool != null && tool.effect() == Tool.Effect.WRITE);
    }
}
