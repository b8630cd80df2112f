package io.casebook.gateway.completion;

import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.RejectedAttempt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An inquiry while it is being worked on; by several threads when several models are asked. */
final class Question {
    private static final int LONGEST_DETAIL = 500;

    private final Inquiry inquiry;
    private final Lane lane;
    private final AtomicReference<Usage> wasted = new AtomicReference<>(new Usage());
    private final Deadline deadline;
    private volatile boolean mayBeShortened;
    private final List<RejectedAttempt> rejected = Collections.synchronizedList(new ArrayList<>());

    Question(Inquiry inquiry, Lane lane, Deadline deadline) {
        this.inquiry = inquiry;
        this.lane = lane;
        this.deadline = deadline;
    }

    Inquiry inquiry() {
        return inquiry;
    }

    Lane lane() {
        return lane;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Whether its prompt may leave out what can be left out: only when no model has room for the whole of it. */
    boolean mayBeShortened() {
        return mayBeShortened;
    }

    void shorten() {
        mayBeShortened = true;
    }

    /** What came of it as a result tells it, with all that was consumed on the way. */
    CompletionOutcome told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered(var answer) -> answer.withUsage(total(answer.usage()));
            case Outcome.GaveUp(var code, var detail) -> new CompletionFault(code, bounded(detail)).withUsage(wasted());
        };
    }

    /** As much of a detail as a result tells. */
    static String bounded(String detail) {
        return detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL));
    }

    /** An answer was of no use, and has its price all the same. */
    void wasted(Usage usage) {
        wasted.accumulateAndGet(usage, Question::plus);
    }

    /** What was in vain so far; null for nothing. */
    @Nullable
    Usage wasted() {
        var sum = wasted.get();
        return sum.equals(new Usage()) ? null : sum;
    }

    /** What an answer consumed, with what was in vain before it. */
    Usage total(Usage answer) {
        return plus(wasted.get(), answer);
    }

    private static Usage plus(Usage one, Usage other) {
        return new Usage(
                one.inputTokens() + other.inputTokens(),
                one.cachedInputTokens() + other.cachedInputTokens(),
                one.outputTokens() + other.outputTokens(),
                one.usdMicros() + other.usdMicros());
    }

    void reject(RejectedAttempt attempt) {
        rejected.add(attempt);
    }

    List<RejectedAttempt> rejected() {
        synchronized (rejected) {
            return List.copyOf(rejected);
        }
    }
}
