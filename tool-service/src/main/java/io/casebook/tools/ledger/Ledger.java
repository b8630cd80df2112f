package io.casebook.tools.ledger;

import io.casebook.conversation.definition.Tool;
import io.casebook.vocabulary.tool.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The ledger of changing calls, as whoever runs them needs it. */
public interface Ledger {

    /** What is known of a call; null where nothing is. */
    @Nullable
    Line find(String callId);

    /** True where a call that was asked for at that time may have been forgotten. */
    boolean forgot(Instant requestedAt);

    /**
     * Writes down that a call starts, and waits until it is certain who wrote it down first.
     *
     * @return true where it was this caller, who may then send it
     * @throws LedgerUnavailableException where that is not certain
     */
    boolean claim(LedgerEntry started) throws InterruptedException;

    /**
     * Writes down what came of a call, and waits until it stands.
     *
     * @throws LedgerUnavailableException where that is not certain
     */
    void finish(LedgerEntry finished) throws InterruptedException;

    /**
     * Writes something down, and waits until all is known that was written about the same call before.
     *
     * @return what is known of the call then
     * @throws LedgerUnavailableException where that is not certain
     */
    Line write(LedgerEntry entry) throws InterruptedException;

    /**
     * Waits until everything is known that anybody has written down so far.
     *
     * @throws LedgerUnavailableException where that is not certain
     */
    void catchUp() throws InterruptedException;

    /**
     * The limit that a started call exceeds, counted over everybody's calls that are known, as advice to the caller; null where
     * it exceeds none. Only after {@link #claim} and {@link #catchUp} is every call known that could count: of two calls that
     * start together at least one then sees the other, so a limit is never passed.
     */
    @Nullable
    String excess(Tool tool, LedgerEntry started);

    /**
     * The same of the call and those alone that started before it: what is exceeded whatever becomes of calls that started later and
     * have not ended.
     */
    @Nullable
    String excessInOrder(Tool tool, LedgerEntry started);

    /** Waits until the end of a call stands in the ledger, no longer than told. */
    void awaitEnd(String callId, Duration within) throws InterruptedException;
}
