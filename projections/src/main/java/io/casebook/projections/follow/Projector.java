package io.casebook.projections.follow;

import io.casebook.projections.store.ProjectionException;
import io.casebook.projections.store.ProjectionException.Reason;
import io.casebook.projections.store.ProjectionStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tables up to the log. Reading begins where the tables end, so that a restart reads only what is new; what fails is
 * tried again until it works or somebody rebuilds.
 */
public final class Projector implements AutoCloseable {
    /** The one name under which the tables are listed and rebuilt. */
    public static final String NAME = "casebook";

    private static final Logger LOG = Logger.getLogger(Projector.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final ProjectorJob job;
    private final ProjectorLoop loop;
    private final Thread thread;

    /** Starts; nothing waits for Kafka or the file. */
    public Projector(ProjectorJob job) {
        this.job = job;
        loop = new ProjectorLoop(job);
        thread = Thread.ofPlatform().name("projections").daemon().start(loop);
    }

    /** What it is told to do. */
    public ProjectorJob job() {
        return job;
    }

    /** What the tables are doing. */
    public ProjectionState state() {
        return loop.state();
    }

    /** Why they cannot be used and what to do about it; null where they can. */
    public @Nullable ProjectionException fault() {
        return loop.fault();
    }

    /** The next offset of each partition that is not yet in the tables. */
    public Map<Integer, Long> positions() {
        return loop.positions();
    }

    /** How many offsets the tables are behind. */
    public long lag() {
        return loop.lag();
    }

    /** How far catching up or rebuilding has come. */
    public Progress progress() {
        return loop.progress();
    }

    /**
     * The tables, for reading.
     *
     * @throws ProjectionException while they cannot be used
     */
    public ProjectionStore store() {
        var store = loop.store();
        if (store != null) {
            return store;
        }
        var fault = loop.fault();
        throw fault != null
                ? new ProjectionException(fault.reason(), fault.text(), fault)
                : new ProjectionException(
                        Reason.FAILED, "the projections are being opened; repeat the call in a moment", null);
    }

    /**
     * Waits until everything is in the tables that the log holds now of a conversation.
     *
     * @return false when it took longer than that
     */
    public boolean awaitNow(String conversationId, Duration limit) {
        return await(loop.reach(conversationId), limit);
    }

    /**
     * Waits until everything is in the tables that the log holds now.
     *
     * @return false when it took longer than that
     */
    public boolean awaitNow(Duration limit) {
        return await(loop.reach(null), limit);
    }

    /**
     * Empties the tables and reads the log from its beginning. A file that cannot be used is thrown away.
     *
     * @param progress told now and then, on the projector's thread
     * @return completes when everything is read that the log held at the beginning
     */
    public CompletableFuture<@Nullable Void> rebuild(Consumer<Progress> progress) {
        return loop.rebuild(progress);
    }

    /** Writes what was read and stops. */
    @Override
    public void close() {
        loop.stop();
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                LOG.warnf("projections did not stop within %d s", CLOSE_WITHIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean await(CompletableFuture<@Nullable Void> reached, Duration limit) {
        try {
            reached.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            reached.cancel(false);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
