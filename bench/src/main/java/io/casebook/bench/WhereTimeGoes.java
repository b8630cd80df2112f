package io.casebook.bench;

import io.casebook.vocabulary.event.CompletionReceived;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.event.ToolCallSucceeded;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a turn, from the times in the log and the times at which the driver posted and heard the reply. The log's times have the
 * resolution of the orchestrator's clock, a millisecond, so only the mean over many turns says something.
 */
final class WhereTimeGoes {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<String, Instant> posted = new ConcurrentHashMap<>();
    private final Map<String, Instant> heard = new ConcurrentHashMap<>();

    void posts(String messageId) {
        posted.put(messageId, Instant.now());
    }

    void hears(String messageId) {
        heard.put(messageId, Instant.now());
    }

    /** Mean milliseconds of each part, in the order of a turn. */
    Map<String, Double> parts(String kafka, String conversationId) {
        var sums = new LinkedHashMap<String, Mean>();
        for (var part : new String[] {"post_to_decision", "model_hop", "tool_hop", "reply_to_customer"}) {
            sums.put(part, new Mean());
        }
        var asked = new HashMap<String, Instant>();
        var message = new String[1];
        LogScan.scan(kafka, (event, size) -> {
            if (event.conversationId().equals(conversationId)) {
                add(event, sums, asked, message);
            }
        });
        var means = new LinkedHashMap<String, Double>();
        sums.forEach((part, mean) -> means.put(part, mean.millis()));
        return means;
    }

    private void add(ConversationEvent event, Map<String, Mean> sums, Map<String, Instant> asked, String[] message) {
        var at = event.occurredAt();
        switch (event.payload()) {
            case CustomerMessageReceived received -> {
                message[0] = received.messageId();
                span(sums, "post_to_decision", posted.get(received.messageId()), at);
            }
            case CompletionRequested requested -> asked.put(requested.requestId(), at);
            case CompletionReceived received -> span(sums, "model_hop", asked.get(received.requestId()), at);
            case ToolCallRequested requested -> asked.put(requested.callId(), at);
            case ToolCallSucceeded succeeded -> span(sums, "tool_hop", asked.get(succeeded.callId()), at);
            case ReplySent ignored -> span(sums, "reply_to_customer", at, heard.get(message[0]));
            default -> {}
        }
    }

    private static void span(Map<String, Mean> sums, String part, @Nullable Instant from, @Nullable Instant to) {
        var mean = sums.get(part);
        if (from != null && to != null && mean != null) {
            mean.add(Duration.between(from, to));
        }
    }

    private static final class Mean {
        private double nanos;
        private int count;

        void add(Duration span) {
            nanos += span.toNanos();
            count++;
        }

        double millis() {
            return count == 0 ? 0 : nanos / count / NANOS_PER_MILLI;
        }
    }
}
