package io.casebook.tools.run;

import io.casebook.schemas.Personal;
import io.casebook.tools.json.Json;
import io.casebook.tools.vault.Hidden;
import io.casebook.tools.vault.Vault;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.SealedValue;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes of what a tool said what others may see: held against {@code returns}, redacted, projected, within bounds. */
final class Answer {
    /** What is longer is no number of anything. */
    private static final int LONGEST_KEPT = 500;

    private static final int LONGEST_OBJECTION = 500;

    private final Call call;
    private final CompiledTool tool;
    private final Set<String> secrets;
    private final int largest;
    private final Vault vault;

    /**
     * @param secrets what the call was sent with and nobody is to see
     * @param largest how many characters are kept
     * @param vault seals what redaction takes out
     */
    Answer(Call call, Set<String> secrets, int largest, Vault vault) {
        this.call = call;
        this.tool = call.tool();
        this.vault = vault;
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
                return bad("the answer does not match `returns`: " + told(objections), done);
            }
        }
        // Redaction comes first, because it goes by the places that the tool itself gave its values.
        var redacted = tool.redaction().apply(done.content(), secrets);
        var text = text(tool.projection().apply(redacted.content()));
        return text == null
                ? bad("the answer has more than %d characters".formatted(largest), done)
                : new Fit.Good(new ToolSuccess(text, sealed(redacted.hidden())));
    }

    /** Objections name members of the answer, which are the tool's words as much as the rest of it. */
    private String told(List<String> objections) {
        var told = tool.redaction().about(String.join("; ", objections), secrets);
        return told.length() <= LONGEST_OBJECTION ? told : told.substring(0, LONGEST_OBJECTION) + "…";
    }

    /** What was told before, redacted all the same; null where it is too long. */
    @Nullable
    ToolSuccess told(JsonNode content) {
        var text = text(tool.redaction().apply(content, secrets).content());
        return text == null ? null : new ToolSuccess(text);
    }

    /** What is told of a failure. */
    ToolFailure failure(String reason, @Nullable Integer status, @Nullable JsonNode told) {
        return new ToolFailure(
                reason,
                status,
                told == null ? null : text(tool.redaction().apply(told, secrets).content()));
    }

    /** What some tool of the agent may have back; nothing else is kept, not even sealed. */
    private List<SealedValue> sealed(List<Hidden> hidden) {
        var conversation = call.caller().conversationId();
        return hidden.stream()
                .filter(one -> !conversation.isEmpty() && call.caller().kept().contains(one.kind()))
                .filter(one -> one.value().length() <= LONGEST_KEPT)
                .map(one -> vault.seal(conversation, one))
                .toList();
    }

    private static Fit bad(String why, Attempt.Done done) {
        return new Fit.Bad(new Attempt.Unusable(why, done.status()));
    }

    private @Nullable PersonalText text(JsonNode content) {
        var text = Json.text(content);
        return text.length() > largest ? null : Personal.text(text);
    }
}
