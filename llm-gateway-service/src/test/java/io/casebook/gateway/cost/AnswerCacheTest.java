package io.casebook.gateway.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.gateway.Requests;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.IntentScore;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.llm.RejectedAttempt;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
    private static final CompletionAnswer ANSWER = new CompletionAnswer("small", new Usage(1000, 0, 20, 500))
            .withIntents(List.of(new IntentScore("refund", 0.9)))
            .withPromptHash("0123456789abcdef");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AnswerCache cache = new AnswerCache(100, Duration.ofMinutes(1), registry);
    private final AtomicInteger asked = new AtomicInteger();

    private static CompletionRequest classify(String text) {
        return Requests.reason(text, "small", "big").withPurpose(CompletionPurpose.CLASSIFY);
    }

    private CompletionResult answer(CompletionRequest request) {
        return answer(request, ANSWER, List.of());
    }

    private CompletionResult answer(
            CompletionRequest request, CompletionOutcome outcome, List<RejectedAttempt> rejected) {
        return cache.answer(request, asking -> {
            asked.incrementAndGet();
            return new CompletionResult(
                    asking.requestId(),
                    asking.tenantId(),
                    asking.conversationId(),
                    asking.turn(),
                    asking.epoch(),
                    Instant.now(),
                    400,
                    rejected,
                    outcome);
        });
    }

    @Test
    void the_same_message_in_another_conversation_is_classified_once_and_costs_nothing_the_second_time() {
        answer(classify("I want a refund"));
        var other = classify("I want a refund")
                .withConversationId("conv-2")
                .withTurn(7)
                .withEpoch(9);
        var again = answer(other);

        assertThat(asked).hasValue(1);
        assertThat(again.requestId()).isEqualTo(other.requestId());
        assertThat(again.conversationId()).isEqualTo("conv-2");
        assertThat(again.turn()).isEqualTo(7);
        assertThat(again.outcome()).isEqualTo(ANSWER.withUsage(new Usage()));
    }

    @Test
    void whatever_the_prompt_is_made_of_makes_another_question() {
        var one = classify("I want a refund");
        answer(one);
        answer(classify("I want a refund!"));
        answer(classify("I want a refund").withLanguage("de"));
        answer(classify("I want a refund").withSummary(Personal.text("Anna wrote.")));
        answer(classify("I want a refund").withTenantId("acme"));
        answer(classify("I want a refund").withModels(List.of("big")));
        answer(classify("I want a refund").withDefinition(one.definition().withVersion("another00000")));
        answer(classify("I want a refund").withRequestedAt(one.requestedAt().plus(Duration.ofDays(1))));

        assertThat(asked).hasValue(8);
    }

    @Test
    void a_reply_is_written_anew_every_time() {
        var reason = Requests.reason("Where is my order?", "small");
        answer(reason);
        answer(reason);

        assertThat(asked).hasValue(2);
        assertThat(registry.find("casebook.llm.cache").counters()).isEmpty();
    }

    @Test
    void what_went_wrong_is_not_remembered() {
        answer(classify("a"), new CompletionFault("timeout", "late"), List.of());
        answer(classify("a"), ANSWER.withModel("big"), List.of());
        answer(classify("a"), ANSWER, List.of(new RejectedAttempt("small", "invalid_json", "no JSON")));
        answer(classify("a"));
        answer(classify("a"));

        assertThat(asked).hasValue(4);
    }

    @Test
    void hits_and_misses_are_counted_by_purpose() {
        answer(classify("a"));
        answer(classify("a"));
        answer(classify("a"));

        assertThat(registry.get("casebook.llm.cache")
                        .tags("purpose", "classify", "result", "hit")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("casebook.llm.cache")
                        .tags("purpose", "classify", "result", "miss")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_cache_of_no_size_remembers_nothing() {
        var none = new AnswerCache(0, Duration.ofMinutes(1), registry);
        for (var i = 0; i < 2; i++) {
            none.answer(classify("a"), request -> {
                asked.incrementAndGet();
                return new CompletionResult(
                        request.requestId(), "default", "c", 1, 1, Instant.now(), 1, List.of(), ANSWER);
            });
        }

        assertThat(asked).hasValue(2);
    }
}
