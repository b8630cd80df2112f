package io.casebook.gateway.completion;

import io.casebook.gateway.endpoint.LimitSigns;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a call to a model has to pass.
 *
 * @param own the model's own limits
 * @param shared those that it has together with other models; null for none
 */
record Gates(Turnstile own, @Nullable Turnstile shared) {

    /** Waits for a place; false where there is none before the deadline. */
    boolean pass(Question question, long estimatedTokens, Deadline deadline) throws InterruptedException {
        var tenant = question.inquiry().tenantId();
        if (!own.pass(question.lane(), tenant, estimatedTokens, deadline)) {
            return false;
        }
        if (shared == null) {
            return true;
        }
        var passed = false;
        try {
            passed = shared.pass(question.lane(), tenant, estimatedTokens, deadline);
            return passed;
        } finally {
            if (!passed) {
                own.giveBack(estimatedTokens);
            }
        }
    }

    void settle(long estimatedTokens, long used) {
        own.settle(estimatedTokens, used);
        if (shared != null) {
            shared.settle(estimatedTokens, used);
        }
    }

    /** The provider wants the model to be left alone. */
    void close(Duration duration) {
        own.close(duration);
    }

    void learn(LimitSigns signs) {
        own.learn(signs);
    }
}
