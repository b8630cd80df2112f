package io.casebook.tools.run;

import io.casebook.schemas.Personal;
import io.casebook.tools.json.Json;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes of what a tool said what others may see: held against {@code returns}, redacted, projected, within bounds. */
final class Answer {
    private final CompiledTool tool;
    private final Set<String> secrets;
    private final int largest;

    /**
     * @param secrets what the call was sent with and nobody is to see
     * @param largest how many characters are kept
     */
    Answer(CompiledTool tool, Set<String> secrets, int largest) {
        this.tool = tool;
        this.secrets = secrets;
        this.largest = largest;
    }

    /** Whether what a tool returned is of use. */
    sealed interface Fit {
        /** It is, and this is told of it. */
        record Good(ToolSuccess success) implements Fit {}

        /** It is not. */
        record Bad(Attempt.Unusable unusable) implements Fit {}
    }

    /** Judges what a tool returned; what is handed in may be changed. */
    Fit fit(Attempt.Done done) {
        var returns = tool.returns();
        if (returns != null) {
            var objections = returns.objections(done.content());
            if (!objections.isEmpty()) {
                return bad("the answer does not match `returns`: " + String.join("; ", objections), done);
            }
        }
        // Redaction comes first, because it goes by the places that the tool itself gave its values.
        var text = text(tool.projection().apply(tool.redaction().apply(done.content(), secrets)));
        return text == null
                ? bad("the answer has more than %d characters".formatted(largest), done)
                : new Fit.Good(new ToolSuccess(text));
    }

    /** What is told of a failure. */
    ToolFailure failure(String reason, @Nullable Integer status, @Nullable JsonNode told) {
        return new ToolFailure(
                reason, status, told == null ? null : text(tool.redaction().apply(told, secrets)));
    }

    private static Fit bad(String why, Attempt.Done done) {
        return new Fit.Bad(new Attempt.Unusable(why, done.status()));
    }

    private @Nullable PersonalText text(JsonNode content) {
        var text = Json.text(content);
        return text.length() > largest ? null : Personal.text(text);
    }
}
