package io.casebook.tools.ledger;

import io.casebook.tools.run.Reasons;
import io.casebook.vocabulary.tool.LedgerEntry;
import io.casebook.vocabulary.tool.LedgerState;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolDenial;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolUnknown;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says of one call.
 *
 * @param argumentsHash hash of the arguments that run
 * @param startedAt when it was first written down
 * @param place where on the ledger that stands
 * @param latest where the latest entry about it stands
 * @param repeated true once somebody said that he sends it again
 * @param outcome what came of it; null while nobody knows whether it still runs
 */
public record Line(
        String argumentsHash,
        Instant startedAt,
        Place place,
        Place latest,
        boolean repeated,
        @Nullable ToolCallResult outcome) {

    /**
     * A place on the ledger.
     *
     * @param partition partition of the topic
     * @param offset offset in it
     */
    public record Place(int partition, long offset) {
        /** True where it is that place, or behind it. All about one call stands in one partition. */
        boolean reaches(Place other) {
            return offset >= other.offset;
        }
    }

    /** What one entry says. */
    static Line of(LedgerEntry entry, Place place) {
        return new Line(
                entry.argumentsHash(),
                entry.at(),
                place,
                place,
                false,
                entry.state() == LedgerState.FINISHED ? entry.outcome() : null);
    }

    /**
     * The same after another entry: the first start counts, and the first certain end. That nothing was sent is not certain any more
     * once somebody else said that he sends it.
     */
    Line then(LedgerEntry entry, Place at) {
        var again = entry.state() == LedgerState.STARTED && !entry.at().isBefore(startedAt.plus(NextStep.LEASE));
        var later = entry.state() == LedgerState.FINISHED ? entry.outcome() : null;
        var settles = later != null
                && (outcome == null || outcome.outcome() instanceof ToolUnknown)
                && !(repeated && nothingSent(later.outcome()));
        return new Line(argumentsHash, startedAt, place, at, repeated || again, settles ? later : outcome);
    }

    /** True for an end that says of the worker that tells it, and not of the tool, that it did nothing. */
    static boolean nothingSent(ToolOutcome outcome) {
        return outcome instanceof ToolDenial
                || (outcome instanceof ToolFailure failure
                        && failure.reasonCode().equals(Reasons.UNAVAILABLE));
    }

    /** True where the call is known not to have done anything. */
    boolean didNothing() {
        return outcome != null && (outcome.outcome() instanceof ToolFailure || outcome.outcome() instanceof ToolDenial);
    }

    /** How much memory it takes, roughly, in bytes. */
    long weight() {
        return 300 + (outcome == null ? 0 : weight(outcome));
    }

    private static long weight(ToolCallResult result) {
        var content = switch (result.outcome()) {
            case io.casebook.vocabulary.tool.ToolSuccess success -> success.content();
            case io.casebook.vocabulary.tool.ToolFailure failure -> failure.content();
            default -> null;
        };
        var plain = content == null ? null : content.plain();
        return 300 + (plain == null ? 0 : 2L * plain.length());
    }
}
