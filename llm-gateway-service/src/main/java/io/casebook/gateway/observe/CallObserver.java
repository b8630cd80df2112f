package io.casebook.gateway.observe;

import io.casebook.gateway.endpoint.Endpoint;
import io.casebook.gateway.endpoint.Reply;
import io.casebook.gateway.models.ModelSpec;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Watches the calls to one model: a span for each, within the trace of the conversation that asks, and the metrics of its time and
 * its tokens. Nothing of what was said is in them.
 */
public final class CallObserver {
    private static final String SCOPE = "io.casebook.gateway";
    private static final AttributeKey<String> NAME = AttributeKey.stringKey("casebook.model");

    private final String name;
    private final String provider;
    private final String model;

    /**
     * An observer of one model.
     *
     * @param name name by which agents know it
     * @param provider whose protocol it speaks, in the words of the conventions
     * @param model name by which the provider knows it
     */
    CallObserver(String name, String provider, String model) {
        this.name = name;
        this.provider = provider;
        this.model = model;
    }

    /** An observer of a model of the models file. */
    public static CallObserver of(ModelSpec spec) {
        return new CallObserver(spec.name(), GenAi.provider(spec.access().provider()), spec.model());
    }

    /** The endpoint, watched. */
    public Endpoint watching(Endpoint endpoint) {
        return (prompt, call) -> observe(() -> endpoint.ask(prompt, call));
    }

    /** Makes a call and watches it. */
    Reply observe(Supplier<Reply> call) {
        var started = System.nanoTime();
        var span = begin();
        try (var _ = span.makeCurrent()) {
            var reply = call.get();
            finish(span, reply);
            measure(reply, System.nanoTime() - started);
            return reply;
        } finally {
            span.end();
        }
    }

    private Span begin() {
        return GlobalOpenTelemetry.getTracer(SCOPE)
                .spanBuilder(GenAi.CHAT + " " + model)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(GenAi.OPERATION_NAME, GenAi.CHAT)
                .setAttribute(GenAi.PROVIDER_NAME, provider)
                .setAttribute(GenAi.REQUEST_MODEL, model)
                .setAttribute(NAME, name)
                .startSpan();
    }

    private static void finish(Span span, Reply reply) {
        switch (reply) {
            case Reply.Answered answered -> {
                span.setAttribute(GenAi.USAGE_INPUT_TOKENS, answered.usage().inputTokens());
                span.setAttribute(GenAi.USAGE_OUTPUT_TOKENS, answered.usage().outputTokens());
                span.setAttribute(
                        AttributeKey.stringArrayKey(GenAi.RESPONSE_FINISH_REASONS), List.of(finishReason(answered)));
            }
            case Reply.Unreadable _ -> failed(span, error(reply));
            case Reply.Failed _ -> failed(span, error(reply));
        }
    }

    private static void failed(Span span, String error) {
        span.setAttribute(GenAi.ERROR_TYPE, error);
        span.setStatus(StatusCode.ERROR, error);
    }

    private static String finishReason(Reply.Answered answered) {
        return switch (answered.stop()) {
            case DONE -> answered.calls().isEmpty() ? "stop" : "tool_calls";
            case CUT_OFF -> "length";
            case REFUSED -> "content_filter";
        };
    }

    /** In the words of the faults of requests; empty where there is an answer. */
    private static String error(Reply reply) {
        return switch (reply) {
            case Reply.Answered _ -> "";
            case Reply.Unreadable _ -> "unreadable";
            case Reply.Failed failed -> failed.reasonCode().toLowerCase(Locale.ROOT);
        };
    }

    private void measure(Reply reply, long nanos) {
        var tags = Tags.of(GenAi.OPERATION_NAME, GenAi.CHAT, GenAi.PROVIDER_NAME, provider, GenAi.REQUEST_MODEL, model);
        Timer.builder(GenAi.OPERATION_DURATION)
                .description("Time of one call to a model, from sending it to the last byte of the answer")
                .tags(tags.and(GenAi.ERROR_TYPE, error(reply)))
                .register(Metrics.globalRegistry)
                .record(nanos, TimeUnit.NANOSECONDS);
        if (reply instanceof Reply.Answered answered) {
            tokens(tags, "input", answered.usage().inputTokens());
            tokens(tags, "output", answered.usage().outputTokens());
        }
    }

    private static void tokens(Tags tags, String type, long count) {
        DistributionSummary.builder(GenAi.TOKEN_USAGE)
                .description("Tokens of one call to a model")
                .tags(tags.and(GenAi.TOKEN_TYPE, type))
                .register(Metrics.globalRegistry)
                .record((double) count);
    }
}
