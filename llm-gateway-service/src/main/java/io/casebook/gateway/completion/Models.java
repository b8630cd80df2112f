package io.casebook.gateway.completion;

import io.casebook.conversation.definition.ModelRoles;
import io.casebook.gateway.answer.AnswerReader;
import io.casebook.gateway.endpoint.ChatEndpoint;
import io.casebook.gateway.endpoint.Connection;
import io.casebook.gateway.endpoint.Endpoint;
import io.casebook.gateway.endpoint.Transport;
import io.casebook.gateway.models.ModelSpec;
import io.casebook.gateway.models.ModelsFile;
import io.casebook.gateway.models.Secret;
import io.casebook.gateway.prompt.PromptWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The models that requests can name. Built once; each keeps its connections and its limits. */
public final class Models {
    private final Map<String, Model> models = new HashMap<>();

    /**
     * The models of an installation.
     *
     * @param builtin the model that is always there
     * @param environment where keys are looked up
     * @param backoff the least pause before a failed call is tried again
     */
    public Models(
            BuiltinModel builtin,
            ModelsFile file,
            Function<String, @Nullable String> environment,
            Transport transport,
            Duration backoff) {
        var prompts = new PromptWriter();
        var answers = new AnswerReader();
        models.put(ModelRoles.BUILTIN, builtin);
        var unusable = file.unusable(environment);
        file.models().forEach((name, spec) -> {
            var reason = unusable.get(name);
            models.put(
                    name,
                    reason != null
                            ? (question, last) -> new Outcome.GaveUp("unusable_model", reason)
                            : new RemoteModel(spec, endpoint(spec, environment, transport), prompts, answers, backoff));
        });
    }

    /** The model of that name; null where there is none. */
    @Nullable
    Model find(String name) {
        return models.get(name);
    }

    private static Endpoint endpoint(
            ModelSpec spec, Function<String, @Nullable String> environment, Transport transport) {
        var headers = new LinkedHashMap<String, String>();
        spec.headers().forEach((name, secret) -> {
            var value = text(secret, environment);
            if (value != null) {
                headers.put(name, value);
            }
        });
        var key = spec.apiKey() == null ? null : text(spec.apiKey(), environment);
        return new ChatEndpoint(new Connection(spec, key, headers, transport));
    }

    private static @Nullable String text(Secret secret, Function<String, @Nullable String> environment) {
        return secret.value(environment) instanceof Secret.Found found ? found.text() : null;
    }
}
