package io.casebook.orchestrator;

import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a task once, at an instant to come. Streams commits after every punctuation, whether it did something or not, so a task with
 * nothing to wait for must not be woken: a steady tick would write several transactions a second to an idle broker.
 */
final class Alarm {
    /**
     * No alarm is set further ahead than this; it then finds nothing to do and is set again. Streams keeps an alarm that was put
     * forward until its first time has come, which bounds how many it keeps, and the machine's clock may be set back or forth meanwhile.
     */
    private static final Duration FURTHEST = Duration.ofSeconds(10);

    private final ProcessorContext<?, ?> context;
    private final LongConsumer ring;
    private @Nullable Cancellable set;
    private long atMillis = Long.MAX_VALUE;

    /** @param ring what happens then; it is given the time, milliseconds since 1970 */
    Alarm(ProcessorContext<?, ?> context, LongConsumer ring) {
        this.context = context;
        this.ring = ring;
    }

    /**
     * Rings at this time, or earlier if it is set to an earlier time already.
     *
     * @param wantedMillis milliseconds since 1970; {@link Long#MAX_VALUE} for never
     */
    void ringAt(long wantedMillis) {
        if (wantedMillis >= atMillis) {
            return;
        }
        var now = context.currentSystemTimeMs();
        clear();
        atMillis = Math.clamp(wantedMillis, now + 1, now + FURTHEST.toMillis());
        set = context.schedule(Duration.ofMillis(atMillis - now), PunctuationType.WALL_CLOCK_TIME, this::rings);
    }

    private void rings(long nowMillis) {
        clear();
        ring.accept(nowMillis);
    }

    private void clear() {
        if (set != null) {
            set.cancel();
        }
        set = null;
        atMillis = Long.MAX_VALUE;
    }
}
