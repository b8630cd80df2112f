package io.casebook.gateway.completion;

import io.casebook.vocabulary.event.Lane;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts one question to models in their order until one answers. The next one is asked when the one before it gives up, and also
 * when that takes longer than it should: then both are under way, and the first usable answer counts. Models that cannot be
 * expected to answer come last. For one thread.
 */
final class Race {
    private static final Logger LOG = Logger.getLogger(Race.class);

    /** Of the time that is left, what is waited for a model about which nothing is known. */
    private static final int SHARE_OF_TIME = 2;

    /** A model whose time is over says so itself, and says more about it than that nothing came. */
    private static final Duration TELLS_WITHIN = Duration.ofMillis(250);

    private final Question question;
    private final Deque<Candidate> waiting;
    private final Deque<Candidate> doubtful = new ArrayDeque<>();
    private final Deque<Candidate> tooNarrow = new ArrayDeque<>();
    private final List<Runner> running = new ArrayList<>();
    private final LinkedBlockingQueue<Finished> finished = new LinkedBlockingQueue<>();
    private final List<String> failures = new ArrayList<>();
    private String reason = "no_model";

    Race(Question question, List<Candidate> candidates) {
        this.question = question;
        this.waiting = new ArrayDeque<>(candidates);
    }

    private record Runner(Candidate candidate, Thread thread) {}

    private record Finished(
            Candidate candidate,
            @Nullable Outcome outcome,
            @Nullable RuntimeException fault) {}

    /** The first usable answer; or why there is none, as a fault that names every model. */
    Outcome run() throws InterruptedException {
        try {
            while (true) {
                var next = next();
                if (next == null && running.isEmpty()) {
                    return new Outcome.GaveUp(reason, String.join("; ", failures));
                }
                var answer = next == null ? awaited() : asked(next);
                if (answer != null) {
                    return answer;
                }
            }
        } finally {
            running.forEach(runner -> runner.thread().interrupt());
        }
    }

    private @Nullable Outcome asked(Candidate next) throws InterruptedException {
        if (question.deadline().passed()) {
            return late();
        }
        return running.isEmpty() && alone() ? settle(next, next.model().ask(question, true)) : started(next);
    }

    /** Nobody is left to be asked, but somebody was. */
    private @Nullable Outcome awaited() throws InterruptedException {
        var left = question.deadline().leftNanos() + TELLS_WITHIN.toNanos();
        var ended = finished.poll(left, TimeUnit.NANOSECONDS);
        return ended == null ? late() : ended(ended);
    }

    /**
     * The next model to ask: one that can be expected to answer, or else one that cannot, or else one that has no room for the
     * whole prompt and gets a shorter one.
     */
    private @Nullable Candidate next() {
        while (!waiting.isEmpty()) {
            if (waiting.element().model().stopgap() && !tooNarrow.isEmpty()) {
                return shortened();
            }
            var next = waiting.remove();
            if (next.model().admits()) {
                return next;
            }
            LOG.debugf(
                    "model passed over: request=%s model=%s", question.inquiry().id(), next.name());
            doubtful.add(next);
        }
        return doubtful.isEmpty() && running.isEmpty() ? shortened() : doubtful.poll();
    }

    private @Nullable Candidate shortened() {
        var next = tooNarrow.poll();
        if (next != null) {
            question.shorten();
        }
        return next;
    }

    private boolean alone() {
        return waiting.isEmpty() && doubtful.isEmpty() && tooNarrow.isEmpty();
    }

    /** Asks a model and waits: until there is an answer, or until it is time to ask the next one; then null. */
    private @Nullable Outcome started(Candidate candidate) throws InterruptedException {
        var last = alone();
        var runner = start(candidate, last);
        if (last) {
            return null;
        }
        var patience = patience(candidate);
        var until = System.nanoTime() + patience.toNanos();
        while (running.contains(runner)) {
            var ended = finished.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (ended == null) {
                return overtaken(runner, patience);
            }
            var answer = ended(ended);
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }

    private @Nullable Outcome overtaken(Runner runner, Duration patience) {
        var candidate = runner.candidate();
        candidate.model().tooSlow();
        LOG.infof("model slow: request=%s model=%s", question.inquiry().id(), candidate.name());
        if (question.lane() == Lane.BACKGROUND) {
            // Nobody waits, so one call at a time is enough.
            running.remove(runner);
            runner.thread().interrupt();
            failures.add(candidate.name() + ": timeout, no answer within " + patience.toMillis() + " ms");
            reason = "timeout";
        }
        return null;
    }

    private Runner start(Candidate candidate, boolean last) {
        Runnable work = () -> finished.add(ask(candidate, last));
        var runner = new Runner(
                candidate,
                Thread.ofVirtual()
                        .name("model-" + candidate.name())
                        .unstarted(Context.current().wrap(work)));
        running.add(runner);
        runner.thread().start();
        return runner;
    }

    private Finished ask(Candidate candidate, boolean last) {
        try {
            return new Finished(candidate, candidate.model().ask(question, last), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finished(candidate, null, null);
        } catch (RuntimeException e) {
            return new Finished(candidate, null, e);
        }
    }

    private @Nullable Outcome ended(Finished ended) {
        if (running.removeIf(runner -> runner.candidate().equals(ended.candidate()))) {
            if (ended.fault() != null) {
                throw ended.fault();
            }
            return ended.outcome() == null ? null : settle(ended.candidate(), ended.outcome());
        }
        return null;
    }

    private @Nullable Outcome settle(Candidate candidate, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> answered;
            case Outcome.GaveUp(var code, var detail)
            when code.equals(RemoteModel.CONTEXT_EXCEEDED) && !question.mayBeShortened() -> {
                tooNarrow.add(candidate);
                yield null;
            }
            case Outcome.GaveUp(var code, var detail) -> {
                // That the built-in model cannot step in says less than why the model before it gave up.
                reason = code.equals("not_generative") && !failures.isEmpty() ? reason : code;
                failures.add(candidate.name() + ": " + code + ", " + detail);
                LOG.infof(
                        "model gave up: request=%s model=%s reason=%s",
                        question.inquiry().id(), candidate.name(), code);
                yield null;
            }
        };
    }

    private Duration patience(Candidate candidate) {
        var most = question.deadline().left().dividedBy(SHARE_OF_TIME);
        var known = candidate.model().patience(question);
        var next = waiting.isEmpty() ? doubtful.peek() : waiting.peek();
        if (known == null || next == null || next.model().stopgap()) {
            return most;
        }
        return known.compareTo(most) < 0 ? known : most;
    }

    private Outcome late() {
        failures.add("no time was left");
        return new Outcome.GaveUp("deadline_exceeded", String.join("; ", failures));
    }
}
