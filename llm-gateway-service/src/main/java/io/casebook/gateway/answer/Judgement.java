package io.casebook.gateway.answer;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.llm.CompletionAnswer;
import org.jspecify.annotations.Nullable;

/** Reads a model's judgement of a draft; its text is what is wrong with the draft. */
final class Judgement {
    private Judgement() {}

    static CompletionAnswer read(CompletionAnswer base, @Nullable String text) throws Rejection {
        var object = ObjectInText.read(text);
        if (!object.path("passed").isBoolean()) {
            throw Rejection.because("invalid_json", "passed must be true or false.");
        }
        var reason = object.path("reason").asText("").strip();
        var confidence = object.path("confidence");
        return base.withPassed(object.path("passed").booleanValue())
                .withText(reason.isEmpty() ? null : Personal.text(reason))
                .withConfidence(confidence.isMissingNode() ? null : Classification.share(confidence));
    }
}
