package io.casebook.gateway.trial;

import io.casebook.gateway.completion.BuiltinModel;
import io.casebook.gateway.completion.Completions;
import io.casebook.gateway.completion.Models;
import io.casebook.gateway.completion.RecentResults;
import io.casebook.gateway.endpoint.Transport;
import io.casebook.gateway.models.ModelsFile;
import io.casebook.gateway.trial.ModelReport.Finding;
import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.platform.definition.DefinitionFiles;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.CompletionResult;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries models out by the way that requests of conversations take: the same prompts, validators and repairs, but no other model to
 * fall to.
 */
public final class ModelTrials implements AutoCloseable {
    private static final int MOST_ANSWER_BYTES = 2_000_000;
    private static final Duration BACKOFF = Duration.ofMillis(250);

    private final ModelsFile file;
    private final Duration within;
    private final Transport transport = new Transport(MOST_ANSWER_BYTES);
    private final Completions completions;

    /**
     * Trials of the models of a file.
     *
     * @param environment where keys are looked up
     * @param within how long one trial may take
     */
    public ModelTrials(ModelsFile file, Function<String, @Nullable String> environment, Duration within) {
        this.file = file;
        this.within = within;
        var compiled = new CompiledDefinition(Trial.agent(), new DefinitionFiles(Map.of()), Map.of());
        this.completions = new Completions(
                new Models(new BuiltinModel(new NoEmbeddings()), file, environment, transport, BACKOFF),
                reference -> compiled,
                Duration.ZERO,
                new RecentResults<>(0, within, CompletionResult::requestId, result -> true));
    }

    /** Tries every one of these models, and tells each report as it comes. */
    public List<ModelReport> run(List<String> names, Consumer<ModelReport> told) {
        return file.models().values().stream()
                .filter(spec -> names.isEmpty() || names.contains(spec.name()))
                .map(spec -> {
                    var findings = new EnumMap<Trial, Finding>(Trial.class);
                    for (var trial : Trial.values()) {
                        findings.put(
                                trial,
                                finding(
                                        trial,
                                        completions.answer(trial.request(spec.name(), within), Lane.INTERACTIVE)));
                    }
                    var report = new ModelReport(spec, findings);
                    told.accept(report);
                    return report;
                })
                .toList();
    }

    private static Finding finding(Trial trial, CompletionResult result) {
        return switch (result.outcome()) {
            case CompletionAnswer answer -> {
                var shortcoming = trial.shortcoming(answer);
                var repaired = result.rejected().isEmpty()
                        ? shortcoming
                        : "only when asked again ("
                                + result.rejected().getFirst().reasonCode() + ")";
                yield new Finding(
                        shortcoming.isEmpty(),
                        shortcoming.isEmpty() ? repaired : shortcoming,
                        result.latencyMs(),
                        answer.usage().inputTokens(),
                        answer.usage().outputTokens(),
                        answer.usage().usdMicros());
            }
            case CompletionFault fault ->
                new Finding(false, fault.reasonCode() + ": " + fault.detail(), result.latencyMs(), 0, 0, 0);
            case CompletionOutcome.Unknown _ -> new Finding(false, "unknown outcome", result.latencyMs(), 0, 0, 0);
        };
    }

    @Override
    public void close() {
        transport.close();
    }

    /** The built-in model is not tried: it needs no network and no key. */
    private static final class NoEmbeddings implements Embeddings {
        @Override
        public String modelId() {
            return "none";
        }

        @Override
        public int dimensions() {
            return 0;
        }

        @Override
        public float[] embed(String text) {
            throw new UnsupportedOperationException("nothing is embedded while models are tried out");
        }

        @Override
        public List<float[]> embedAll(List<String> texts) {
            throw new UnsupportedOperationException("nothing is embedded while models are tried out");
        }
    }
}
