package io.casebook.gateway.models;

import io.casebook.platform.definition.CompiledDefinition.PromptKey;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One model of {@code models.yaml}.
 *
 * @param name name by which agents ask for it
 * @param line line of the file on which it stands
 * @param baseUrl address of the endpoint, as a rule ending in {@code /v1}
 * @param model name by which the endpoint knows it
 * @param family the family of models that an agent may write its own prompts for; {@code default} where nothing is said
 * @param apiKey where its key is; null for an endpoint that wants none
 * @param headers further headers of each call
 * @param context how many tokens prompt and answer may have together; 0 where nothing is said
 * @param maxOutput how many tokens an answer may have; 0 leaves it to the endpoint
 * @param temperature how freely it writes; null leaves it to the endpoint
 * @param timeout how long one call may take, if the deadline leaves that much
 * @param limits how much it may be used
 * @param prices what its tokens cost
 */
public record ModelSpec(
        String name,
        int line,
        URI baseUrl,
        String model,
        String family,
        @Nullable Secret apiKey,
        Map<String, Secret> headers,
        int context,
        int maxOutput,
        @Nullable Double temperature,
        Duration timeout,
        ModelLimits limits,
        Prices prices) {

    /** How long one call may take unless the file says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    public ModelSpec {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** A model of which only the place is said. */
    public static ModelSpec at(String name, URI baseUrl, String model) {
        return new ModelSpec(
                name,
                1,
                baseUrl,
                model,
                PromptKey.DEFAULT,
                null,
                Map.of(),
                0,
                0,
                null,
                DEFAULT_TIMEOUT,
                ModelLimits.NONE,
                Prices.FREE);
    }
}
