package io.casebook.tools.ledger;

import io.casebook.vocabulary.tool.ToolCallResult;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What to do about a changing call, given what the ledger says of it. Pure: this is the whole decision table. */
sealed interface NextStep {

    /** How long after writing STARTED a worker may still begin to send. */
    Duration LEASE = Duration.ofSeconds(2);

    /** What is added before another worker counts as gone: answers on their way, clocks that differ. */
    Duration GRACE = Duration.ofSeconds(1);

    /** Nobody ever started it: write it down and, if first, send it. */
    record Start() implements NextStep {}

    /** It is settled: tell again what came of it. */
    record TellAgain(ToolCallResult result) implements NextStep {}

    /** Somebody may be at work on it: wait until that moment, then look again. */
    record Await(Instant until) implements NextStep {}

    /** Somebody started it and is gone: send it again with the same key. */
    record Repeat() implements NextStep {}

    /**
     * Nobody can tell any more; a person must look.
     *
     * @param over true where it is certain that nobody sends it from now on
     */
    record DeclareUnknown(String why, boolean over) implements NextStep {}

    /** It was not started and is no longer of use. */
    record TooLate() implements NextStep {}

    /** The id stands for another payload. */
    record Conflict() implements NextStep {}

    /** True where the decision is only good if nobody has written anything that is not known yet. */
    default boolean needsAll() {
        return switch (this) {
            case Start start -> false;
            case TellAgain again -> false;
            case Await await -> false;
            case Conflict conflict -> false;
            case Repeat repeat -> true;
            case DeclareUnknown unknown -> true;
            case TooLate late -> true;
        };
    }

    /**
     * Decides.
     *
     * @param line what the ledger says; null where it knows nothing
     * @param forgotten true where the ledger may have known and forgotten it
     */
    static NextStep of(Order order, @Nullable Line line, boolean forgotten, Instant now) {
        var late = !now.isBefore(order.call().deadline());
        if (line == null) {
            if (forgotten) {
                return new DeclareUnknown(
                        "the call was asked for before the oldest one that the ledger's view remembers", false);
            }
            return late ? new TooLate() : new Start();
        }
        if (!line.argumentsHash().equals(order.argumentsHash())) {
            return new Conflict();
        }
        var outcome = line.outcome();
        if (outcome != null) {
            return new TellAgain(outcome);
        }
        var gone = worksUntil(order, line.startedAt()).plus(GRACE);
        if (now.isBefore(gone)) {
            return new Await(gone);
        }
        if (!order.repeatable()) {
            return new DeclareUnknown(
                    "it was started, the worker that did so is gone, and the tool has no idempotency_header", true);
        }
        // A call that takes effect after the turn was given up could meet a person who has done it by hand.
        return late
                ? new DeclareUnknown(
                        "it was started, the worker that did so is gone, and its deadline has passed", true)
                : new Repeat();
    }

    /**
     * When whoever started a call at that time must have ended: after its lease and its tries, and at the deadline at the latest.
     */
    static Instant worksUntil(Order order, Instant startedAt) {
        var tries = order.repeatable() ? 2 : 1;
        var end = startedAt.plus(LEASE).plus(order.timeout().multipliedBy(tries));
        var deadline = order.call().deadline();
        return end.isBefore(deadline) ? end : deadline;
    }
}
