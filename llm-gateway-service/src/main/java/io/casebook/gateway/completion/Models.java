package io.casebook.gateway.completion;

import io.casebook.conversation.definition.ModelRoles;
import io.casebook.gateway.endpoint.ChatEndpoint;
import io.casebook.gateway.endpoint.Connection;
import io.casebook.gateway.endpoint.Endpoint;
import io.casebook.gateway.endpoint.Transport;
import io.casebook.gateway.models.ModelLimits;
import io.casebook.gateway.models.ModelSpec;
import io.casebook.gateway.models.ModelsFile;
import io.casebook.gateway.models.Secret;
import io.casebook.gateway.observe.CallObserver;
import io.casebook.gateway.observe.ModelGauges;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The models that requests can name. Built once; each keeps its connections and its limits. */
public final class Models {
    private static final Model UNKNOWN = (question, last) -> new Outcome.GaveUp(
            "unknown_model", "it is neither a model nor a role of the models file; add it, or change what names it");

    private final Map<String, Model> models = new HashMap<>();
    private final List<Turnstile> turnstiles = new ArrayList<>();
    private final ModelsFile file;
    private volatile double share = 1;

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
        this.file = file;
        models.put(ModelRoles.BUILTIN, builtin);
        var shared = new HashMap<String, Turnstile>();
        file.sharedLimits().forEach((name, limits) -> shared.put(name, turnstile(limits)));
        var unusable = file.unusable(environment);
        file.models().forEach((name, spec) -> {
            var reason = unusable.get(name);
            var gates =
                    new Gates(turnstile(spec.limits()), shared.get(spec.limits().shared()));
            models.put(
                    name,
                    reason != null
                            ? (question, last) -> new Outcome.GaveUp("unusable_model", reason)
                            : new RemoteModel(
                                    spec, endpoint(spec, environment, transport), gates, health(name, gates), backoff));
        });
    }

    private static Health health(String name, Gates gates) {
        var health = new Health(name, Clock.systemUTC());
        ModelGauges.show(
                "casebook.llm.available",
                "1 where the model is asked, 0 where it is left alone, 0.5 while a few calls try it",
                name,
                health,
                Health::available);
        ModelGauges.show(
                "casebook.llm.waiting",
                "Calls that wait for the model's limits",
                name,
                gates.own(),
                Turnstile::waiting);
        return health;
    }

    private Turnstile turnstile(ModelLimits limits) {
        var turnstile = new Turnstile(limits, TimeMeter.SYSTEM_NANOTIME);
        turnstiles.add(turnstile);
        return turnstile;
    }

    /** From now on this instance may use that part of every limit, 0 to 1. */
    public void share(double newShare) {
        share = newShare;
        turnstiles.forEach(turnstile -> turnstile.share(newShare));
    }

    /** The part of every limit that this instance may use. */
    public double share() {
        return share;
    }

    /**
     * The models behind names of models and of roles, in the order in which they are to be asked.
     *
     * @param key what keeps its model where several are equal: a conversation's id, or a task's
     */
    List<Candidate> candidates(List<String> names, String key) {
        return file.resolve(names, key).stream()
                .map(name -> new Candidate(name, models.getOrDefault(name, UNKNOWN)))
                .toList();
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
        return CallObserver.of(spec).watching(new ChatEndpoint(new Connection(spec, key, headers, transport)));
    }

    private static @Nullable String text(Secret secret, Function<String, @Nullable String> environment) {
        return secret.value(environment) instanceof Secret.Found found ? found.text() : null;
    }
}
