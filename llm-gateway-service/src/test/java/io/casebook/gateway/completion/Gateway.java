package io.casebook.gateway.completion;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.gateway.ModelDouble;
import io.casebook.gateway.Requests;
import io.casebook.gateway.endpoint.Transport;
import io.casebook.gateway.models.Access;
import io.casebook.gateway.models.Capability;
import io.casebook.gateway.models.ModelLimits;
import io.casebook.gateway.models.ModelSpec;
import io.casebook.gateway.models.ModelsFile;
import io.casebook.gateway.models.Prices;
import io.casebook.gateway.models.Provider;
import io.casebook.gateway.models.Secret;
import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.platform.embedding.InProcessEmbeddings;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.llm.ModelTaskResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A gateway with models of the test's choice. */
final class Gateway implements AutoCloseable {
    static final String KEY = "sk-this-must-never-be-seen";
    static final int MOST_BYTES = 1_000_000;
    static final Embeddings EMBEDDINGS = new InProcessEmbeddings();

    private final Map<String, ModelSpec> specs = new LinkedHashMap<>();
    private final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();
    private final Transport transport = new Transport(MOST_BYTES);
    private @Nullable AgentDefinition definition = Requests.agent();
    private @Nullable Completions completions;
    private @Nullable Tasks tasks;

    Gateway model(String name, ModelDouble endpoint) {
        return model(name, endpoint, ModelLimits.NONE, 0);
    }

    Gateway model(String name, ModelDouble endpoint, ModelLimits limits, int context) {
        return add(name, endpoint, "MODEL_KEY", Set.of(Capability.TOOLS), context, null, limits);
    }

    Gateway keyless(String name, ModelDouble endpoint) {
        return add(name, endpoint, "NOT_SET", Set.of(Capability.TOOLS), 0, null, ModelLimits.NONE);
    }

    /** A model that is overtaken after a while. */
    Gateway hedged(String name, ModelDouble endpoint, Duration after) {
        return add(name, endpoint, "MODEL_KEY", Set.of(Capability.TOOLS), 0, after, ModelLimits.NONE);
    }

    /** A model that lacks something. */
    Gateway without(Capability capability, String name, ModelDouble endpoint) {
        var others = EnumSet.complementOf(EnumSet.of(capability));
        return add(name, endpoint, "MODEL_KEY", others, 0, null, ModelLimits.NONE);
    }

    private Gateway add(
            String name,
            ModelDouble endpoint,
            String key,
            Set<Capability> capabilities,
            int context,
            @Nullable Duration hedgeAfter,
            ModelLimits limits) {
        specs.put(
                name,
                new ModelSpec(
                        name,
                        1,
                        Access.to(Provider.OPENAI, endpoint.url()),
                        "some-model",
                        "default",
                        new Secret.InEnvironment(key),
                        Map.of(),
                        capabilities,
                        false,
                        context,
                        0,
                        null,
                        Duration.ofSeconds(20),
                        hedgeAfter,
                        limits,
                        new Prices(new BigDecimal("2.5"), new BigDecimal("1.25"), new BigDecimal("10"))));
        return this;
    }

    /** Waits, within an endpoint's answer, until something came. */
    void await(String what) throws IOException {
        try {
            if (!latch(what).await(20, TimeUnit.SECONDS)) {
                throw new IOException(what + " never came");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    void came(String what) {
        latch(what).countDown();
    }

    boolean hasCome(String what) {
        return latch(what).getCount() == 0;
    }

    private CountDownLatch latch(String what) {
        return latches.computeIfAbsent(what, name -> new CountDownLatch(1));
    }

    Gateway without(@Nullable AgentDefinition other) {
        definition = other;
        return this;
    }

    void publish(AgentDefinition published) {
        definition = published;
    }

    private @Nullable CompiledDefinition published() {
        var current = definition;
        return current == null ? null : Requests.compiled(current);
    }

    CompletionResult answer(CompletionRequest request) {
        return answer(request, Lane.INTERACTIVE);
    }

    synchronized Completions completions() {
        var existing = completions;
        if (existing == null) {
            existing = new Completions(
                    models(),
                    reference -> published(),
                    Duration.ofMillis(300),
                    new RecentResults<>(100, Duration.ofMinutes(1), CompletionResult::requestId, result -> true));
            completions = existing;
        }
        return existing;
    }

    synchronized Tasks tasks() {
        var existing = tasks;
        if (existing == null) {
            existing = new Tasks(
                    models(),
                    new RecentResults<>(
                            100,
                            Duration.ofMinutes(1),
                            ModelTaskResult::taskId,
                            result -> result.outcome() instanceof CompletionAnswer));
            tasks = existing;
        }
        return existing;
    }

    private Models models() {
        return new Models(
                new BuiltinModel(EMBEDDINGS),
                new ModelsFile(specs),
                name -> name.equals("MODEL_KEY") ? KEY : null,
                transport,
                Duration.ofMillis(10));
    }

    CompletionResult answer(CompletionRequest request, Lane lane) {
        return completions().answer(request, lane);
    }

    static CompletionAnswer answered(CompletionResult result) {
        if (result.outcome() instanceof CompletionAnswer answer) {
            return answer;
        }
        throw new AssertionError("no answer but " + result.outcome());
    }

    static CompletionFault fault(CompletionResult result) {
        if (result.outcome() instanceof CompletionFault fault) {
            return fault;
        }
        throw new AssertionError("no fault but an answer");
    }

    @Override
    public void close() {
        transport.close();
    }
}
