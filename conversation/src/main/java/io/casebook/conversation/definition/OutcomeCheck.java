package io.casebook.conversation.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How it is found out whether a call of unknown outcome took effect.
 *
 * @param tool the reading tool that is asked, with those arguments of the call that it takes
 * @param doneWhen the call took effect where this certainly holds of {@code check}, the tool's answer, and {@code args}; null where
 *     the answer's member {@code done} tells
 * @param notDoneWhen the call did not take effect where this certainly holds; null where the answer's member {@code done} tells,
 *     or where {@code doneWhen} is given: then nothing proves that it did not
 * @param after how long after the last try a "not done" is believed: until then the call may still be on its way
 */
public record OutcomeCheck(
        String tool, @Nullable Condition doneWhen, @Nullable Condition notDoneWhen, Duration after) {
    public OutcomeCheck {
        Require.text(tool, "check");
        Require.positive(after, "check.after");
    }
}
