package io.casebook.tools.ledger;

import io.casebook.tools.call.Denied;
import io.casebook.tools.run.Awaited;
import io.casebook.tools.run.Call;
import io.casebook.tools.run.Reasons;
import io.casebook.tools.run.Sent;
import io.casebook.tools.run.Whys;
import io.casebook.vocabulary.tool.LedgerEntry;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs changing calls, each at most once, or again only with the same key. Thread-safe. */
public final class WriteCalls {
    private static final Logger LOG = Logger.getLogger(WriteCalls.class);

    /** Why a call was not made: the worker stood still for too long before it could send. */
    static final String HELD_UP = "held_up";

    private final Ledger ledger;
    private final Tries tries;
    private final BroughtLater brought;
    private final Reconciliation reconciliation;
    private final Admission admission;
    private final InstantSource clock;
    private final Map<String, CompletableFuture<ToolCallResult>> underWay = new ConcurrentHashMap<>();

    /** Sends a call once; {@code repeat} where it may have arrived before. */
    @FunctionalInterface
    public interface Tries {
        /** Sends it and judges what came of it. */
        Sent send(Call call, boolean repeat) throws InterruptedException;

        /** Waits for what a tool brings later to a call that another worker made; null where it answers at once. */
        default @Nullable Awaited<Sent> resume(Call call, Instant since, Duration within) throws InterruptedException {
            return null;
        }
    }

    /**
     * @param tries sends calls
     * @param inquiry finds out about calls in doubt
     */
    public WriteCalls(Ledger ledger, Tries tries, Inquiry inquiry, InstantSource clock) {
        this(ledger, tries, inquiry, Thread::sleep, clock);
    }

    WriteCalls(Ledger ledger, Tries tries, Inquiry inquiry, Reconciliation.Pauses pauses, InstantSource clock) {
        this.reconciliation = new Reconciliation(inquiry, clock, pauses);
        this.admission = new Admission(ledger, clock, pauses);
        this.ledger = ledger;
        this.brought = new BroughtLater(ledger, tries, clock);
        this.tries = tries;
        this.clock = clock;
    }

    /**
     * Runs a call, or finds out what came of it.
     *
     * @throws Denied where the call may not run
     */
    public ToolCallResult run(Order order) throws InterruptedException {
        Counting.require(order.call());
        var mine = new CompletableFuture<ToolCallResult>();
        var earlier = underWay.putIfAbsent(order.callId(), mine);
        if (earlier != null) {
            // The same request was delivered twice, or came back to this worker while it was still at work on it.
            return await(earlier);
        }
        try {
            var result = settle(order);
            mine.complete(result);
            return result;
        } catch (Throwable e) {
            // Whoever waits for it must come to an end, too.
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(order.callId(), mine);
        }
    }

    private ToolCallResult settle(Order order) throws InterruptedException {
        var begun = clock.instant();
        var upToDate = false;
        while (true) {
            var now = clock.instant();
            var step = NextStep.of(order, ledger.find(order.callId()), ledger.forgot(order.requestedAt()), now);
            if (step.needsAll() && !upToDate) {
                // What another worker has written a moment ago may not be here yet.
                upToDate = catchUp(order);
                if (upToDate) {
                    continue;
                }
                step = new NextStep.DeclareUnknown("the ledger is not available", false);
            }
            var result = switch (step) {
                case NextStep.Start start -> start(order, begun);
                case NextStep.TellAgain again -> again.result();
                case NextStep.Await wait -> {
                    upToDate = false;
                    var sent = brought.awaitEnd(order, Duration.between(now, wait.until()));
                    yield sent == null ? null : finish(order, begun, 1, sent);
                }
                case NextStep.Repeat repeat -> repeat(order, begun);
                case NextStep.DeclareUnknown unknown ->
                    finish(order, begun, 0, brought.orElse(order, new Sent.InDoubt(unknown.why())), unknown.over());
                case NextStep.TooLate late -> result(order, begun, 0, new ToolFailure(Reasons.DEADLINE_PASSED));
                case NextStep.Conflict conflict ->
                    throw new Denied(
                            Denied.CALL_ID_REUSED,
                            "the call id stands in the ledger for other arguments; use a new id for a new call");
            };
            if (result != null) {
                return result;
            }
        }
    }

    /**
     * Sends a call again that somebody started. Whether that was within its limit then, nobody knows any more. It is written down before,
     * so that whoever started it, and stood still since, cannot tell any more that nothing was sent.
     *
     * @return null where it has come to an end meanwhile
     */
    private @Nullable ToolCallResult repeat(Order order, Instant begun) throws InterruptedException {
        var again = order.started(clock.instant());
        try {
            if (ledger.write(again).outcome() != null) {
                return null;
            }
        } catch (LedgerUnavailableException e) {
            return finish(order, begun, 0, Doubt.of(e));
        }
        var excess = ledger.excess(order.call().tool().tool(), again);
        return excess == null
                ? finish(order, begun, 1, tryOnce(order.call(), true))
                : finish(order, begun, 0, new Sent.InDoubt("it was started, and is not sent again: " + excess));
    }

    /** The limit that a call exceeds that was just started; null where there is none. */
    private @Nullable String excess(Order order, LedgerEntry started) throws InterruptedException {
        try {
            return admission.excess(order.call().tool().tool(), started);
        } catch (LedgerUnavailableException e) {
            LOG.warnf("the ledger is not available: call=%s why=%s", order.callId(), e.getMessage());
            return "nobody can tell how often it was called";
        }
    }

    private boolean catchUp(Order order) throws InterruptedException {
        try {
            ledger.catchUp();
            return true;
        } catch (LedgerUnavailableException e) {
            LOG.warnf("the ledger is not available: call=%s why=%s", order.callId(), e.getMessage());
            return false;
        }
    }

    /** Starts a call; null where it is not, or no longer, this worker's to send. */
    private @Nullable ToolCallResult start(Order order, Instant begun) throws InterruptedException {
        var started = order.started(clock.instant());
        try {
            if (!ledger.claim(started)) {
                return null;
            }
        } catch (LedgerUnavailableException e) {
            // This worker sends nothing; whether another one does, only the ledger could tell.
            return finish(order, begun, 0, Doubt.of(e), false);
        }
        var excess = excess(order, started);
        if (clock.instant().isAfter(started.at().plus(NextStep.LEASE))) {
            // Nobody else sends what cannot be repeated. What can be, another worker may have sent by now.
            return order.repeatable() ? null : finish(order, begun, 0, new Sent.Settled(new ToolFailure(HELD_UP)));
        }
        if (excess != null) {
            return finish(
                    order, begun, 0, new Sent.Settled(order.limitReached(excess).outcome()));
        }
        var until = NextStep.worksUntil(order, started.at());
        var call = order.call().until(until);
        var sent = tryOnce(call, false);
        var attempts = 1;
        if (sent instanceof Sent.InDoubt
                && order.repeatable()
                && clock.instant().isBefore(until)) {
            sent = tryOnce(call, true);
            attempts++;
        }
        return finish(order, begun, attempts, stillMine(order, until) ? sent : certainOnly(sent));
    }

    private boolean stillMine(Order order, Instant until) {
        return !order.repeatable() || !clock.instant().isAfter(until);
    }

    /** After its time, another worker may have repeated the call: only that it was done is certain then. */
    private static Sent certainOnly(Sent sent) {
        var done = sent instanceof Sent.Settled settled && settled.outcome() instanceof ToolSuccess;
        return done ? sent : new Sent.InDoubt("it took longer than its time, and another worker may have repeated it");
    }

    private Sent tryOnce(Call call, boolean repeat) throws InterruptedException {
        try {
            var sent = tries.send(call, repeat);
            // That a repetition did not get out says nothing about the first try.
            return repeat && sent instanceof Sent.Nothing nothing ? new Sent.InDoubt(nothing.why()) : sent;
        } catch (Denied e) {
            return repeat ? new Sent.InDoubt(e.reason()) : new Sent.Settled(e.outcome());
        }
    }

    private ToolCallResult finish(Order order, Instant begun, int attempts, Sent known) throws InterruptedException {
        return finish(order, begun, attempts, known, true);
    }

    /** @param over true where it is certain that nobody sends the call from now on, but for repetitions */
    private ToolCallResult finish(Order order, Instant begun, int attempts, Sent known, boolean over)
            throws InterruptedException {
        var sent = reconciliation.settle(order, known, over);
        var outcome = switch (sent) {
            case Sent.Settled settled -> settled.outcome();
            case Sent.Nothing nothing -> new ToolFailure(Reasons.UNAVAILABLE);
            case Sent.InDoubt doubt -> Doubt.told(order, doubt.why());
        };
        var result = result(order, begun, attempts, outcome);
        if (!(sent instanceof Sent.Settled)) {
            Whys.hear(Doubt.why(sent));
            LOG.warnf(
                    "tool call not settled: tool=%s call=%s outcome=%s why=%s",
                    order.call().tool().name(),
                    order.callId(),
                    outcome.getClass().getSimpleName(),
                    Doubt.why(sent));
        }
        var finished = order.finished(result, clock.instant());
        try {
            if (order.repeatable() && Line.nothingSent(outcome)) {
                return agreed(order, result, ledger.write(finished));
            }
            ledger.finish(finished);
        } catch (LedgerUnavailableException e) {
            // Whoever gets the request again will find it started and not ended, and act on that.
            LOG.warnf("the end of a tool call is not in the ledger: call=%s why=%s", order.callId(), e.getMessage());
            if (order.repeatable() && Line.nothingSent(outcome)) {
                return repeatedElsewhere(order, result);
            }
        }
        return result;
    }

    /** That this worker sent nothing is only the end of it where nobody said before that he sends it. */
    private ToolCallResult agreed(Order order, ToolCallResult result, Line line) {
        var end = line.outcome();
        return end != null ? end : repeatedElsewhere(order, result);
    }

    private static ToolCallResult repeatedElsewhere(Order order, ToolCallResult result) {
        return result.withOutcome(Doubt.told(order, "another worker may have repeated it"));
    }

    private ToolCallResult result(Order order, Instant begun, int attempts, ToolOutcome outcome) {
        var now = clock.instant();
        return new ToolCallResult(
                order.callId(),
                order.tenantId(),
                order.conversationId(),
                order.call().tool().name(),
                now,
                Math.max(0, Duration.between(begun, now).toMillis()),
                attempts,
                outcome);
    }

    private static ToolCallResult await(CompletableFuture<ToolCallResult> earlier) throws InterruptedException {
        try {
            return earlier.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
