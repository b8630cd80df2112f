/**
 * Why a changing call happens at most once: the ledger, a topic on which every such call is written down before it is sent and
 * after it is settled.
 *
 * <p><b>Who may send.</b> A call id is a key, so all lines about it are in one partition and have one order. A worker that finds
 * no line writes STARTED, waits until its own view of the ledger has all that stands before that line, and sends only if no other
 * STARTED of that call does. Where the view had come that far when the line was acknowledged, as it mostly has, there is nothing to
 * wait for. Two workers that hold the same request at the same time (a rebalance that one of them has not noticed yet, a
 * worker that stood still between reading and writing) so never both send, whatever either of them has read before. Nobody has
 * to wait for the end of the ledger when partitions are assigned: a view that lags behind costs the loser one line too many.
 * Only who concludes something from a line that is missing (repeating, giving up) reads to the end of the ledger first.
 *
 * <p><b>What a line without an end means.</b> The worker that wrote it may still be at work, or be gone. Whoever meets the line
 * waits until that worker's time is surely up, and then, where the tool knows idempotency keys and the deadline has not passed,
 * sends the call again with the same key; else the outcome is unknown, and a person must look. A worker that was held up longer
 * than its lease after writing STARTED does not send any more, so "its time is up" is true even of one that stood still.
 * Whoever repeats writes a second STARTED before. So of a worker that found no connection, stood still, and then says that nothing was
 * sent, the order of the ledger tells whether that came in time: only in front of the second STARTED is it the end of the call.
 * Clocks of the workers must agree to within a second for this last point, and for no other.
 *
 * <p><b>What is remembered.</b> The view keeps the latest calls within bounds. A request from before the oldest one it remembers
 * is never run: its outcome counts as unknown. STARTED carries a time not before the request's, so this holds without looking at
 * two clocks.
 */
@NullMarked
package io.casebook.tools.ledger;

import org.jspecify.annotations.NullMarked;
