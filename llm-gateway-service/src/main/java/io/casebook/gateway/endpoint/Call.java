package io.casebook.gateway.endpoint;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one call is made.
 *
 * @param within how long it may take
 * @param form the form that the answer must have, where the provider can hold the model to it; null for free text
 * @param limits hears what the provider says about its limits
 */
public record Call(Duration within, @Nullable AnswerForm form, Consumer<LimitSigns> limits) {

    /** A call for free text, bounded by time alone. */
    public static Call within(Duration within) {
        return new Call(within, null, signs -> {});
    }
}
