package io.casebook.projections.follow;

import io.casebook.platform.Faults;
import io.casebook.projections.store.ProjectionException;
import io.casebook.projections.store.ProjectionException.Reason;
import io.casebook.projections.store.ProjectionStore;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The projector's thread: opens the file, follows, and begins again after a failure. */
final class ProjectorLoop implements Runnable {
    private static final Logger LOG = Logger.getLogger(ProjectorLoop.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final ProjectorJob job;
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Rebuild> wanted = new AtomicReference<>();
    private volatile boolean stopped;
    private volatile ProjectionState state = ProjectionState.STARTING;
    private volatile @Nullable ProjectionException fault;
    private volatile @Nullable ProjectionStore store;
    private volatile @Nullable LogReading reading;
    private volatile @Nullable Thread runner;
    /** Begun and not yet done; a new connection goes on with it. */
    private @Nullable Rebuild running;

    ProjectorLoop(ProjectorJob job) {
        this.job = job;
    }

    /** A rebuild is under way from the moment somebody wants it. */
    ProjectionState state() {
        return wanted.get() == null ? state : ProjectionState.REBUILDING;
    }

    @Nullable
    ProjectionException fault() {
        return fault;
    }

    @Nullable
    ProjectionStore store() {
        return store;
    }

    Map<Integer, Long> positions() {
        var current = reading;
        return current == null ? Map.of() : current.positions();
    }

    long lag() {
        var current = reading;
        return current == null ? 0 : current.lag();
    }

    Progress progress() {
        var current = reading;
        return current == null ? Progress.NONE : current.progress();
    }

    CompletableFuture<@Nullable Void> reach(@Nullable String conversationId) {
        var question = new Question(conversationId, new CompletableFuture<>());
        questions.add(question);
        wake();
        return question.answer();
    }

    CompletableFuture<@Nullable Void> rebuild(Consumer<Progress> progress) {
        var rebuild = new Rebuild(progress, new CompletableFuture<>());
        // Whoever asks while another's wish is not begun yet gets that one.
        var before = wanted.compareAndExchange(null, rebuild);
        wake();
        return before == null ? rebuild.done() : before.done();
    }

    void stop() {
        stopped = true;
        wake();
    }

    @Override
    public void run() {
        runner = Thread.currentThread();
        while (!stopped) {
            try {
                follow(opened());
            } catch (ProjectionException e) {
                failed(e);
            } catch (RuntimeException | Error e) {
                LOG.warnf("projections begin again after a failure: %s", Faults.describe(e));
                pause();
            }
        }
        closeStore();
    }

    private ProjectionStore opened() {
        var open = store;
        if (open == null) {
            open = ProjectionStore.open(job.file(), job.limits());
            store = open;
        }
        return open;
    }

    private void follow(ProjectionStore open) {
        try (var log = new LogReading(job, open, questions)) {
            reading = log;
            if (!log.begin(() -> stopped, running)) {
                return;
            }
            fault = null;
            state = running == null ? ProjectionState.CATCHING_UP : ProjectionState.REBUILDING;
            while (!stopped) {
                var rebuild = wanted.get();
                if (rebuild != null) {
                    state = ProjectionState.REBUILDING;
                    wanted.set(null);
                    LOG.info("projections are computed anew from the beginning of the log");
                    running = rebuild;
                    log.restart(rebuild);
                }
                log.step();
                if (log.caughtUp() && state != ProjectionState.FOLLOWING) {
                    running = null;
                    state = ProjectionState.FOLLOWING;
                    LOG.infof("projections follow the log: file=%s", job.file());
                }
            }
            log.flush();
        } finally {
            reading = null;
            state = ProjectionState.STARTING;
        }
    }

    /** A file that cannot be used: waits for a better moment, or for somebody who wants it computed anew. */
    private void failed(ProjectionException e) {
        closeStore();
        var before = fault;
        if (before == null || !before.text().equals(e.text())) {
            LOG.warnf("projections are not available: %s", e.text());
        }
        fault = e;
        state = ProjectionState.FAILED;
        var hopeless = e.reason() == Reason.DAMAGED || e.reason() == Reason.NEWER;
        do {
            pause();
        } while (hopeless && !stopped && wanted.get() == null);
        var rebuild = wanted.get();
        if (rebuild == null || stopped) {
            return;
        }
        if (e.reason() == Reason.LOCKED) {
            // Whose file it is may still be writing: it is not ours to throw away.
            wanted.compareAndSet(rebuild, null);
            rebuild.done().completeExceptionally(e);
        } else {
            throwAway();
        }
    }

    private void throwAway() {
        try {
            ProjectionStore.delete(job.file());
        } catch (ProjectionException e) {
            var rebuild = wanted.getAndSet(null);
            if (rebuild != null) {
                rebuild.done().completeExceptionally(e);
            }
        }
    }

    private void closeStore() {
        var open = store;
        store = null;
        if (open != null) {
            try {
                open.close();
            } catch (ProjectionException e) {
                LOG.warnf("projections were closed with a failure: %s", e.text());
            }
        }
    }

    private void pause() {
        if (!stopped && wanted.get() == null) {
            LockSupport.parkNanos(RETRY.toNanos());
        }
    }

    private void wake() {
        var current = reading;
        if (current != null) {
            current.wake();
        }
        var thread = runner;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** Somebody waits until the tables have come to where the log is now: of one conversation, or of all for null. */
    record Question(@Nullable String conversationId, CompletableFuture<@Nullable Void> answer) {}

    /** Somebody wants the tables computed anew. */
    record Rebuild(Consumer<Progress> progress, CompletableFuture<@Nullable Void> done) {}
}
