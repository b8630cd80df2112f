package io.casebook.tools.later;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Readings of what came before, one at a time: whoever wants one while another runs waits for the next, which then serves all that wait, from
 * the earliest moment that any of them needs. So a restart with hundreds of calls that wait reads the topic two or three times, and not
 * hundreds of times at once. Thread-safe.
 */
final class CatchUps {
    private final Reading reading;
    private final Semaphore turn = new Semaphore(1);
    private @Nullable Round gathering;

    /** Reads what came since a moment, and returns when all of it was handed on. */
    @FunctionalInterface
    interface Reading {
        void read(Instant since, Duration within) throws InterruptedException;
    }

    /** A reading that still gathers who wants it. */
    private static final class Round {
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();
        private Instant since;
        private Duration within;

        Round(Instant since, Duration within) {
            this.since = since;
            this.within = within;
        }

        void join(Instant other, Duration time) {
            since = other.isBefore(since) ? other : since;
            within = time.compareTo(within) > 0 ? time : within;
        }
    }

    CatchUps(Reading reading) {
        this.reading = reading;
    }

    /** Returns when what came since a moment was handed on, or when the time is up; it may then be missed. */
    void read(Instant since, Duration within) throws InterruptedException {
        var until = System.nanoTime() + within.toNanos();
        var served = false;
        for (var left = within; !served && left.isPositive(); left = Duration.ofNanos(until - System.nanoTime())) {
            var mine = joined(since, left);
            served = mine.leads() ? lead(mine.round(), left) : await(mine.round(), left);
        }
    }

    private record Joined(Round round, boolean leads) {}

    private synchronized Joined joined(Instant since, Duration within) {
        var round = gathering;
        if (round != null) {
            round.join(since, within);
            return new Joined(round, false);
        }
        gathering = new Round(since, within);
        return new Joined(gathering, true);
    }

    private boolean lead(Round round, Duration within) throws InterruptedException {
        var begins = false;
        var served = false;
        try {
            begins = turn.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS);
            close(round);
            if (begins) {
                reading.read(round.since, round.within);
                served = true;
            }
        } finally {
            close(round);
            if (begins) {
                turn.release();
            }
            round.done.complete(served);
        }
        return served;
    }

    /** From here on others begin a round of their own. */
    private synchronized void close(Round round) {
        if (gathering == round) {
            gathering = null;
        }
    }

    private static boolean await(Round round, Duration within) throws InterruptedException {
        try {
            return round.done.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }
}
