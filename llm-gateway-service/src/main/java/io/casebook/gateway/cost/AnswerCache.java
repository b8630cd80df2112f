package io.casebook.gateway.cost;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.casebook.schemas.RecordCodec;
import io.casebook.vocabulary.TranscriptEntry;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.CompletionResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Remembers answers to what has one right answer, whoever asks: what a message is about, and what a conversation comes down to. The
 * key is a hash of everything that the prompt is made of. An answer from here costs nothing, and its record says so.
 */
public final class AnswerCache {
    private static final RecordCodec<CompletionRequest> CODEC =
            new RecordCodec<>(CompletionRequest.SCHEMA$, CompletionRequest::of, CompletionRequest::readFrom);

    private final Cache<String, CompletionAnswer> answers;
    private final MeterRegistry registry;
    private final boolean on;

    /**
     * A cache.
     *
     * @param most how many answers are kept; 0 for none
     * @param keep how long each is kept
     */
    public AnswerCache(long most, Duration keep, MeterRegistry registry) {
        this.answers =
                Caffeine.newBuilder().maximumSize(most).expireAfterWrite(keep).build();
        this.registry = registry;
        this.on = most > 0;
    }

    /** The result of a request: from here, or of the work. */
    public CompletionResult answer(CompletionRequest request, Function<CompletionRequest, CompletionResult> work) {
        var key = on ? key(request) : null;
        if (key == null) {
            return work.apply(request);
        }
        var known = answers.getIfPresent(key);
        registry.counter(
                        "casebook.llm.cache",
                        "purpose",
                        request.purpose().name().toLowerCase(Locale.ROOT),
                        "result",
                        known == null ? "miss" : "hit")
                .increment();
        if (known != null) {
            return result(request, known);
        }
        var result = work.apply(request);
        // What the first model could not answer, the next request must be able to ask it again.
        if (result.outcome() instanceof CompletionAnswer answer
                && result.rejected().isEmpty()
                && answer.model().equals(request.models().getFirst())) {
            answers.put(key, answer.withUsage(new Usage()));
        }
        return result;
    }

    private static CompletionResult result(CompletionRequest request, CompletionAnswer answer) {
        return new CompletionResult(
                request.requestId(),
                request.tenantId(),
                request.conversationId(),
                request.turn(),
                request.epoch(),
                Instant.now(),
                0,
                List.of(),
                answer);
    }

    /** Null for what is not remembered. */
    private static @Nullable String key(CompletionRequest request) {
        var deterministic =
                request.purpose() == CompletionPurpose.CLASSIFY || request.purpose() == CompletionPurpose.SUMMARISE;
        if (!deterministic || request.models().isEmpty() || request.deadlineAt().isBefore(Instant.now())) {
            return null;
        }
        UnaryOperator<TranscriptEntry> wherever = entry -> entry.withSequence(0);
        var content = request.withRequestId("")
                .withConversationId("")
                .withTurn(0)
                .withEpoch(0)
                .withRequestedAt(Instant.EPOCH)
                .withDeadlineAt(Instant.EPOCH)
                .withTranscript(request.transcript().stream().map(wherever).toList());
        // A prompt may name the day, in the customer's time zone, which is part of the content.
        var day = LocalDate.ofInstant(request.requestedAt(), ZoneOffset.UTC).toString();
        var digest = sha256();
        digest.update(day.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(CODEC.encode(content)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
