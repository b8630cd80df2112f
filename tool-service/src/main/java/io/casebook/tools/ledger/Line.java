package io.casebook.tools.ledger;

import io.casebook.vocabulary.tool.LedgerEntry;
import io.casebook.vocabulary.tool.LedgerState;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolDenial;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolUnknown;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says of one call.
 *
 * @param argumentsHash hash of the arguments that run
 * @param startedAt when it was first written down
 * @param place where on the ledger that stands
 * @param outcome what came of it; null while nobody knows whether it still runs
 */
public record Line(
        String argumentsHash,
        Instant startedAt,
        Place place,
        @Nullable ToolCallResult outcome) {

    /**
     * A place on the ledger.
     *
     * @param partition partition of the topic
     * @param offset offset in it
     */
    public record Place(int partition, long offset) {}

    /** What one entry says. */
    static Line of(LedgerEntry entry, Place place) {
        return new Line(
                entry.argumentsHash(),
                entry.at(),
                place,
                entry.state() == LedgerState.FINISHED ? entry.outcome() : null);
    }

    /** The same after another entry: the first start counts, and the first certain end. */
    Line then(LedgerEntry entry) {
        var later = entry.state() == LedgerState.FINISHED ? entry.outcome() : null;
        var settles = later != null && (outcome == null || outcome.outcome() instanceof ToolUnknown);
        return settles ? new Line(argumentsHash, startedAt, place, later) : this;
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
