package io.casebook.gateway.models;

import io.casebook.platform.definition.CompiledDefinition.PromptKey;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One model of {@code models.yaml}.
 *
 * @param name name by which agents ask for it
 * @param line line of the file on which it stands
 * @param access how it is reached
 * @param model name by which the endpoint knows the model
 * @param family the family of models that an agent may write its own prompts for; {@code default} where nothing is said
 * @param apiKey where its key is; null for an endpoint that wants none
 * @param headers further headers of each call
 * @param capabilities what it can do beside writing text
 * @param promptCache whether the provider is told which part of a prompt to remember
 * @param context how many tokens prompt and answer may have together; 0 where nothing is said
 * @param maxOutput how many tokens an answer may have; 0 leaves it to the endpoint
 * @param temperature how freely it writes; null leaves it to the endpoint
 * @param timeout how long one call may take, if the deadline leaves that much
 * @param hedgeAfter after how long without an answer the next model is asked as well; null for never
 * @param limits how much it may be used
 * @param prices what its tokens cost
 */
public record ModelSpec(
        String name,
        int line,
        Access access,
        String model,
        String family,
        @Nullable Secret apiKey,
        Map<String, Secret> headers,
        Set<Capability> capabilities,
        boolean promptCache,
        int context,
        int maxOutput,
        @Nullable Double temperature,
        Duration timeout,
        @Nullable Duration hedgeAfter,
        ModelLimits limits,
        Prices prices) {

    /** How long one call may take unless the file says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    public ModelSpec {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        capabilities = Set.copyOf(capabilities);
    }

    /** A model behind the chat completions protocol of which only the place is said. */
    public static ModelSpec at(String name, URI baseUrl, String model) {
        return at(name, Access.to(Provider.OPENAI, baseUrl), model);
    }

    /** A model of which only the place is said. */
    public static ModelSpec at(String name, Access access, String model) {
        return new ModelSpec(
                name,
                1,
                access,
                model,
                PromptKey.DEFAULT,
                null,
                Map.of(),
                access.provider().capabilities(),
                access.provider().promptCache(),
                0,
                0,
                null,
                DEFAULT_TIMEOUT,
                null,
                ModelLimits.NONE,
                Prices.FREE);
    }

    /** Whether it can do that. */
    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }
}
