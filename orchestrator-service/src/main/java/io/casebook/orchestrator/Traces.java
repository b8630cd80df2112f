package io.casebook.orchestrator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.casebook.platform.kafka.TraceHeaders;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Duration;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Which trace a decision belongs to: that of the record that asked for it. A decision that time asks for, such as the turn that begins
 * once a customer has stopped typing, belongs to the newest trace of its conversation; that is remembered here for a while and by no
 * store, since nothing but the trace depends on it.
 */
final class Traces {
    private static final int MOST = 10_000;
    private static final Duration KEEP = Duration.ofMinutes(10);

    private final Cache<String, Context> latest =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEEP).build();

    /** The trace of a record. */
    Context read(@Nullable String conversationId, Headers headers) {
        var trace = TraceHeaders.extract(headers);
        if (conversationId != null && Span.fromContext(trace).getSpanContext().isValid()) {
            latest.put(conversationId, trace);
        }
        return trace;
    }

    /** The newest trace of a conversation; none where it is not known. */
    Context latest(String conversationId) {
        var trace = latest.getIfPresent(conversationId);
        return trace == null ? Context.root() : trace;
    }
}
