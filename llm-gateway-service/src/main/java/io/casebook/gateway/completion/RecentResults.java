package io.casebook.gateway.completion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What was answered lately, by whichever instance, by the id of what was asked. Kafka brings a request again after a crash, a rebalance or an aborted
 * transaction; the second one gets the first one's result, also while that is still being worked on. Thread-safe.
 *
 * @param <R> the result
 */
public final class RecentResults<R> {
    private static final Logger LOG = Logger.getLogger(RecentResults.class);

    /** Requests that are that much younger than a recollection may be older than it: clocks differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);

    private final Cache<String, CompletableFuture<R>> results;
    private final Function<R, String> idOf;
    private final Predicate<R> lasting;
    private volatile Recollection recollection =
            new Recollection(Instant.EPOCH, CompletableFuture.completedFuture(null));

    /**
     * A memory.
     *
     * @param most how many results are kept
     * @param keep how long each is kept
     * @param idOf the id of what a result is of
     * @param lasting whether a result holds for who asks again later
     */
    public RecentResults(long most, Duration keep, Function<R, String> idOf, Predicate<R> lasting) {
        this.idOf = idOf;
        this.lasting = lasting;
        results = Caffeine.newBuilder().maximumSize(most).expireAfterWrite(keep).build();
    }

    /** What others answered is being fetched since a moment: older requests may be among it. */
    private record Recollection(Instant since, CompletableFuture<@Nullable Void> done) {}

    /** Results of others are on their way, by {@link #remember}; returns what is to be completed when they are all there. */
    public synchronized CompletableFuture<@Nullable Void> recollect(Instant since) {
        var before = recollection.done();
        var mine = new CompletableFuture<@Nullable Void>();
        recollection =
                new Recollection(since, CompletableFuture.allOf(before, mine).thenApply(nothing -> null));
        return mine;
    }

    /** This was answered, by this instance or another one. */
    public void remember(R result) {
        if (lasting.test(result)) {
            results.asMap().putIfAbsent(idOf.apply(result), CompletableFuture.completedFuture(result));
        }
    }

    /** Waits until it is known whether others answered a request of that moment; younger ones wait for nothing. */
    void waitForOthers(Instant requestedAt, Duration most) throws InterruptedException {
        var known = recollection;
        if (known.done().isDone() || requestedAt.isAfter(known.since().plus(CLOCKS_DIFFER))) {
            return;
        }
        try {
            var _ = known.done().get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // What is not known by now is asked for once more.
            LOG.warnf("earlier results are not known in time: %s", e.getClass().getSimpleName());
        }
    }

    /** The result of what has that id: the remembered one, or else that of the work. */
    R once(String id, Supplier<R> work) {
        var mine = new CompletableFuture<R>();
        var known = results.asMap().putIfAbsent(id, mine);
        if (known != null) {
            try {
                return known.join();
            } catch (CompletionException e) {
                return work.get();
            }
        }
        try {
            var result = work.get();
            mine.complete(result);
            if (!lasting.test(result)) {
                results.asMap().remove(id, mine);
            }
            return result;
        } catch (RuntimeException | Error e) {
            results.asMap().remove(id, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }
}
