package io.casebook.tools.ledger;

import static io.casebook.tools.ledger.Orders.ASKED;

import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.tools.run.Awaited;
import io.casebook.tools.run.Call;
import io.casebook.tools.run.Sent;
import io.casebook.vocabulary.tool.LedgerEntry;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/**
 * One changing call, told as a story: workers that hold its request at the same time and take turns in an order that the test
 * chooses, that stand still for as long as it likes, or die between any two steps; a tool whose answers get lost; and a clock that
 * only moves when the story says so. Only one thread runs at any moment, so a story that is told again goes the same way.
 */
final class Story {
    /** What the tool does with a call that reaches it. */
    enum Answer {
        /** It does it and says so. */
        DONE,
        /** It refuses. */
        REFUSED,
        /** It does it, and the answer gets lost. */
        DONE_AND_LOST,
        /** The call gets lost on its way. */
        LOST,
        /** There is no connection. */
        NO_CONNECTION
    }

    /** What the tool that checks says when it is asked. */
    enum Check {
        /** The truth. */
        TRUTH,
        /** Nothing. */
        SILENCE
    }

    /** What becomes of a line that a worker writes, or of its reading of the ledger. */
    enum Writing {
        /** It stands, and the worker hears so. */
        STANDS,
        /** It is lost. */
        LOST,
        /** It stands, and the worker does not hear of it. */
        UNHEARD,
        /** The worker gives up waiting, and it stands a while later. */
        LATE
    }

    private final Order order;
    private final Iterator<Check> checks;
    private final Iterator<Answer> answers;
    private final List<LedgerEntry> log = new ArrayList<>();
    private final List<LedgerEntry> onTheirWay = new ArrayList<>();
    private Iterator<Writing> writings = Collections.emptyIterator();
    private final List<Worker> alive = new ArrayList<>();
    private final SynchronousQueue<Boolean> yielded = new SynchronousQueue<>();
    private Instant now = ASKED;
    private @Nullable Answer remembered;
    private boolean returned;

    /** How often the tool was sent the call, each with whether it was marked as a repetition. */
    final List<Boolean> sends = new ArrayList<>();

    /** What the workers told, in order. */
    final List<ToolCallResult> told = new ArrayList<>();

    /** How often the tool did it. */
    int effects;

    Story(boolean repeatable, List<Answer> answers) {
        this(Orders.order(repeatable), answers, List.of());
    }

    /** With a tool that tells whether the call took effect. */
    static Story checked(boolean repeatable, List<Answer> answers, List<Check> checks) {
        return new Story(Orders.checked(repeatable), answers, checks);
    }

    private Story(Order order, List<Answer> answers, List<Check> checks) {
        this.order = order;
        this.answers = answers.iterator();
        this.checks = checks.iterator();
    }

    /** With a tool that only begins when it is called, and brings its result later. */
    static Story later(List<Answer> answers) {
        return new Story(Orders.later(), answers, List.of());
    }

    /** On a ledger that fails now and then. */
    Story on(List<Writing> ledger) {
        writings = ledger.iterator();
        return this;
    }

    private Writing writing() {
        return writings.hasNext() ? writings.next() : Writing.STANDS;
    }

    /** What is on its way to the ledger comes there. */
    void arrive() {
        log.addAll(onTheirWay);
        onTheirWay.clear();
    }

    /** The tool brings its result, if it has begun. */
    void comesBack() {
        returned |= effects > 0 && order.answersLater();
    }

    /** Another worker gets the request. */
    void deliver() throws InterruptedException {
        alive.add(new Worker());
        var _ = yielded.take();
    }

    /** A worker takes its next step. */
    void step(int which) throws InterruptedException {
        resume(which, false);
    }

    /** A worker dies where it stands. */
    void crash(int which) throws InterruptedException {
        resume(which, true);
    }

    /** Time passes, for everybody. */
    void pass(Duration time) {
        now = now.plus(time);
    }

    /** The request is delivered until somebody gets to tell what came of it, and nobody dies any more. */
    void end() throws InterruptedException {
        if (alive.isEmpty()) {
            deliver();
        }
        while (!alive.isEmpty()) {
            for (var i = alive.size() - 1; i >= 0; i--) {
                step(i);
            }
            pass(Duration.ofMillis(500));
        }
    }

    /** What the ledger says at the end; null where nothing. */
    @Nullable
    ToolCallResult inLedger() {
        var view = new LedgerView(10, 1 << 20);
        for (var i = 0; i < log.size(); i++) {
            view.take(log.get(i), new Line.Place(0, i));
        }
        var line = view.find(order.callId());
        return line == null ? null : line.outcome();
    }

    private void resume(int which, boolean dies) throws InterruptedException {
        if (alive.isEmpty()) {
            return;
        }
        alive.get(Math.floorMod(which, alive.size())).turns.put(dies);
        var _ = yielded.take();
    }

    private Sent answer(boolean repeat) {
        sends.add(repeat);
        var next = answers.hasNext() ? answers.next() : Answer.DONE;
        if (next == Answer.NO_CONNECTION) {
            sends.removeLast();
            return new Sent.Nothing("no connection");
        }
        if (next == Answer.LOST) {
            return new Sent.InDoubt("lost");
        }
        // A tool that knows keys answers a key that it has dealt with as it did the first time.
        var known = order.repeatable() ? remembered : null;
        var decided = known != null ? known : next == Answer.REFUSED ? Answer.REFUSED : Answer.DONE;
        if (known == null && decided == Answer.DONE) {
            effects++;
        }
        remembered = decided;
        if (next == Answer.DONE_AND_LOST) {
            return new Sent.InDoubt("the answer got lost");
        }
        return new Sent.Settled(
                decided == Answer.DONE ? new ToolSuccess(Personal.text("{}")) : new ToolFailure("rejected"));
    }

    /** The end of a worker. */
    private static final class Crash extends RuntimeException {}

    /** One process that holds the request. */
    private final class Worker implements Ledger, WriteCalls.Tries, Inquiry, Reconciliation.Pauses {
        private final SynchronousQueue<Boolean> turns = new SynchronousQueue<>();
        private final LedgerView view = new LedgerView(10, 1 << 20);
        private int read;

        Worker() {
            Thread.ofVirtual().start(this::run);
        }

        private void run() {
            try {
                point();
                var result = new WriteCalls(this, this, this, this, () -> now).run(order);
                point();
                told.add(result);
            } catch (Crash e) {
                // It is gone, and what it had in hand with it.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                alive.remove(this);
                handBack();
            }
        }

        /** Where a worker may stand still for any time, or die. */
        private void point() throws InterruptedException {
            handBack();
            if (turns.take()) {
                throw new Crash();
            }
        }

        private void handBack() {
            try {
                yielded.put(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void readUpTo(int end) {
            for (; read < end; read++) {
                view.take(log.get(read), new Line.Place(0, read));
            }
        }

        @Override
        public @Nullable Line find(String callId) {
            return view.find(callId);
        }

        @Override
        public boolean forgot(Instant requestedAt) {
            return view.forgot(requestedAt);
        }

        /** Writes a line and returns where it stands. */
        private int append(LedgerEntry entry) {
            var writing = writing();
            if (writing == Writing.LATE) {
                onTheirWay.add(entry);
            }
            if (writing == Writing.STANDS || writing == Writing.UNHEARD) {
                log.add(entry);
            }
            if (writing != Writing.STANDS) {
                throw new LedgerUnavailableException("nobody has acknowledged it");
            }
            return log.size() - 1;
        }

        @Override
        public boolean claim(LedgerEntry started) throws InterruptedException {
            point();
            var mine = append(started);
            point();
            // What stands before is read, and the line itself sometimes not yet: that must be enough.
            readUpTo(mine + mine % 2);
            var line = view.find(started.callId());
            point();
            return line == null || line.place().offset() == mine;
        }

        @Override
        public void finish(LedgerEntry finished) throws InterruptedException {
            point();
            var _ = append(finished);
            point();
        }

        @Override
        public Line write(LedgerEntry entry) throws InterruptedException {
            point();
            var mine = append(entry);
            point();
            readUpTo(Math.max(read, mine + 1));
            point();
            return java.util.Objects.requireNonNull(view.find(entry.callId()));
        }

        @Override
        public void catchUp() throws InterruptedException {
            point();
            if (writing() != Writing.STANDS) {
                throw new LedgerUnavailableException("its end was not reached");
            }
            readUpTo(log.size());
        }

        @Override
        public void awaitEnd(String callId, Duration within) throws InterruptedException {
            var until = now.plus(within);
            while (now.isBefore(until)) {
                point();
                readUpTo(log.size());
                var line = view.find(callId);
                if (line != null && line.outcome() != null) {
                    return;
                }
            }
        }

        @Override
        public @Nullable String excess(Tool tool, LedgerEntry started) {
            return view.excess(tool, started);
        }

        @Override
        public @Nullable String excessInOrder(Tool tool, LedgerEntry started) {
            return view.excessInOrder(tool, started);
        }

        @Override
        public Finding ask(Order order) throws InterruptedException {
            point();
            if (checks.hasNext() && checks.next() == Check.SILENCE) {
                return new Finding.Unclear("no answer");
            }
            var finding = effects > 0
                    ? new Finding.Done(new ToolSuccess(Personal.text("{\"done\":true}")))
                    : new Finding.NotDone();
            point();
            return finding;
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            var until = now.plus(time);
            while (now.isBefore(until)) {
                point();
            }
        }

        @Override
        public Sent send(Call call, boolean repeat) throws InterruptedException {
            point();
            if (!now.isBefore(call.deadline())) {
                return new Sent.Nothing("the deadline has passed");
            }
            var sent = answer(repeat);
            point();
            return order.answersLater() && sent instanceof Sent.Settled ? comeBack(call) : sent;
        }

        /** It has begun, and now its result is waited for. */
        private Sent comeBack(Call call) throws InterruptedException {
            while (!returned) {
                if (!now.isBefore(call.deadline())) {
                    return new Sent.InDoubt("nothing came back");
                }
                point();
            }
            return new Sent.Settled(new ToolSuccess(Personal.text("{}")));
        }

        @Override
        public Awaited<Sent> resume(Call call, Instant since, Duration within) throws InterruptedException {
            point();
            return new Awaited<>() {
                @Override
                public @Nullable Sent soFar() {
                    return returned ? new Sent.Settled(new ToolSuccess(Personal.text("{}"))) : null;
                }

                @Override
                public void close() {
                    // Nobody else minds.
                }
            };
        }
    }
}
