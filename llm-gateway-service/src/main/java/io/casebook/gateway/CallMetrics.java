package io.casebook.gateway;

import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.CompletionResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
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
        var model = switch (result.outcome()) {
            case CompletionAnswer answer -> answer.model();
            case CompletionFault _, CompletionOutcome.Unknown _ -> "none";
        };
        var outcome = switch (result.outcome()) {
            case CompletionAnswer _ -> "answered";
            case CompletionFault fault -> fault.reasonCode();
            case CompletionOutcome.Unknown _ -> "unknown";
        };
        Timer.builder("casebook.llm.completions")
                .description("From a request's arrival to its result")
                .tag("purpose", request.purpose().name().toLowerCase(Locale.ROOT))
                .tag("lane", lane.name().toLowerCase(Locale.ROOT))
                .tag("model", model)
                .tag("outcome", outcome)
                .register(registry)
                .record(Duration.ofMillis(result.latencyMs()));
        for (var rejected : result.rejected()) {
            registry.counter("casebook.llm.rejected", "model", rejected.model(), "reason", rejected.reasonCode())
                    .increment();
        }
        switch (result.outcome()) {
            case CompletionAnswer answer -> consumed(request, model, answer.usage(), answer.priced());
            case CompletionFault fault -> {
                var usage = fault.usage();
                if (usage != null) {
                    consumed(request, model, usage, true);
                }
            }
            case CompletionOutcome.Unknown _ -> {}
        }
    }

    private void consumed(CompletionRequest request, String model, Usage usage, boolean priced) {
        registry.counter("casebook.llm.tokens", "model", model, "kind", "input")
                .increment((double) usage.inputTokens());
        registry.counter("casebook.llm.tokens", "model", model, "kind", "cached")
                .increment((double) usage.cachedInputTokens());
        registry.counter("casebook.llm.tokens", "model", model, "kind", "output")
                .increment((double) usage.outputTokens());
        var tags = Tags.of(
                "model",
                model,
                "tenant",
                request.tenantId(),
                "purpose",
                request.purpose().name().toLowerCase(Locale.ROOT));
        registry.counter("casebook.llm.usd", tags).increment(usage.usdMicros() / MICROS);
        if (!priced) {
            registry.counter("casebook.llm.unpriced", tags).increment();
        }
    }
}
