package io.casebook.gateway;

import io.casebook.platform.tasks.TaskKind;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.llm.ModelTask;
import io.casebook.vocabulary.llm.ModelTaskResult;
import io.casebook.vocabulary.llm.RejectedAttempt;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Counts and times completions, with the tokens and the money that they took. */
final class CallMetrics {
    private static final double MICROS = 1e6;

    private final MeterRegistry registry;

    CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A request of a lane has its result. */
    void completed(CompletionRequest request, Lane lane, CompletionResult result) {
        var purpose = request.purpose().name().toLowerCase(Locale.ROOT);
        completed(
                new Asked(request.tenantId(), purpose, lane), result.latencyMs(), result.rejected(), result.outcome());
    }

    /** A task has its result. */
    void completed(ModelTask task, ModelTaskResult result) {
        // Names of tasks come from outside; a metric has those that there are.
        var purpose = TaskKind.of(task.kind()).map(TaskKind::wireName).orElse("unknown");
        completed(
                new Asked(task.tenantId(), purpose, task.lane()),
                result.latencyMs(),
                result.rejected(),
                result.outcome());
    }

    private record Asked(String tenantId, String purpose, Lane lane) {}

    private void completed(Asked asked, long latencyMs, List<RejectedAttempt> attempts, CompletionOutcome outcome) {
        var model = switch (outcome) {
            case CompletionAnswer answer -> answer.model();
            case CompletionFault _, CompletionOutcome.Unknown _ -> "none";
        };
        var outcomeTag = switch (outcome) {
            case CompletionAnswer _ -> "answered";
            case CompletionFault fault -> fault.reasonCode();
            case CompletionOutcome.Unknown _ -> "unknown";
        };
        Timer.builder("casebook.llm.completions")
                .description("From a request's arrival to its result")
                .tag("purpose", asked.purpose())
                .tag("lane", asked.lane().name().toLowerCase(Locale.ROOT))
                .tag("model", model)
                .tag("outcome", outcomeTag)
                .register(registry)
                .record(Duration.ofMillis(latencyMs));
        for (var rejected : attempts) {
            registry.counter("casebook.llm.rejected", "model", rejected.model(), "reason", rejected.reasonCode())
                    .increment();
        }
        switch (outcome) {
            case CompletionAnswer answer -> consumed(asked, model, answer.usage(), answer.priced());
            case CompletionFault fault -> {
                var usage = fault.usage();
                if (usage != null) {
                    consumed(asked, model, usage, true);
                }
            }
            case CompletionOutcome.Unknown _ -> {}
        }
    }

    private void consumed(Asked asked, String model, Usage usage, boolean priced) {
        registry.counter("casebook.llm.tokens", "model", model, "kind", "input")
                .increment((double) usage.inputTokens());
        registry.counter("casebook.llm.tokens", "model", model, "kind", "cached")
                .increment((double) usage.cachedInputTokens());
        registry.counter("casebook.llm.tokens", "model", model, "kind", "output")
                .increment((double) usage.outputTokens());
        var tags = Tags.of("model", model, "tenant", asked.tenantId(), "purpose", asked.purpose());
        registry.counter("casebook.llm.usd", tags).increment(usage.usdMicros() / MICROS);
        if (!priced) {
            registry.counter("casebook.llm.unpriced", tags).increment();
        }
    }
}
