package io.casebook.gateway.answer;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.llm.CompletionAnswer;
import org.jspecify.annotations.Nullable;

/** Reads a model's judgement of a draft; its text is the JSON object that the model was asked for. */
final class Judgement {
    private Judgement() {}

    static CompletionAnswer read(CompletionAnswer base, @Nullable String text) throws Rejection {
        var object = ObjectInText.read(text);
        if (!object.path("passed").isBoolean()) {
            throw Rejection.because("invalid_json", "passed must be true or false.");
        }
        return base.withText(Personal.text(object.toString()))
                .withConfidence(Classification.share(object.path("confidence")));
    }
}
