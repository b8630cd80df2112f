package io.casebook.gateway.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.gateway.builtin.Intents;
import io.casebook.vocabulary.IntentScore;
import io.casebook.vocabulary.llm.CompletionAnswer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a model's classification. */
final class Classification {
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    /** How sure a model that names a language without a confidence counts. */
    private static final double LANGUAGE_UNSTATED = 0.9;

    private Classification() {}

    static CompletionAnswer read(CompletionAnswer base, @Nullable String text, AgentDefinition definition)
            throws Rejection {
        var object = ObjectInText.read(text);
        var intents = new ArrayList<IntentScore>();
        for (var candidate : object.path("intents")) {
            var id = candidate.path("intent").asText("");
            if (definition.procedure(id) == null && !id.equals(Intents.KNOWLEDGE)) {
                throw Rejection.because("unknown_intent", "An intent is not in the list; use only ids from the list.");
            }
            if (intents.stream().noneMatch(known -> known.intent().equals(id))) {
                intents.add(new IntentScore(id, share(candidate.path("confidence"))));
            }
        }
        intents.sort(Comparator.comparingDouble(IntentScore::confidence).reversed());
        var language = object.path("language").asText("");
        var known = LANGUAGE.matcher(language).matches();
        return base.withIntents(intents.stream().limit(Intents.MOST).toList())
                .withLanguage(known ? language : null)
                .withLanguageConfidence(known ? languageConfidence(object) : 0);
    }

    private static double languageConfidence(JsonNode object) throws Rejection {
        var stated = object.path("language_confidence");
        return stated.isMissingNode() ? LANGUAGE_UNSTATED : share(stated);
    }

    static double share(JsonNode number) throws Rejection {
        if (!number.isNumber() || number.doubleValue() < 0 || number.doubleValue() > 1) {
            throw Rejection.because("invalid_json", "A confidence must be a number between 0 and 1.");
        }
        return number.doubleValue();
    }
}
