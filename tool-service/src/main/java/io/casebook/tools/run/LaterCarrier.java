package io.casebook.tools.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How a tool is called that answers later: what it says at once only means that it has begun. The call waits for the result, which
 * is then an answer like any other, or is in doubt where none came in time.
 *
 * @param begins how it is called
 * @param timeout how long that may take
 * @param returns where its result comes back
 * @param places a permit for each call that may wait, of all tools together
 */
record LaterCarrier(Carrier begins, Duration timeout, Returns returns, Semaphore places) implements Carrier {
    @Override
    public Ready prepare(Call call) {
        return new Later(begins.prepare(call), call);
    }

    /** A call that is ready to go. */
    private final class Later implements Ready {
        private final Ready ready;
        private final Call call;

        Later(Ready ready, Call call) {
            this.ready = ready;
            this.call = call;
        }

        @Override
        public Set<String> secrets() {
            return ready.secrets();
        }

        @Override
        public Awaited<Attempt> resume(Instant since, Duration within) throws InterruptedException {
            var result = returns.expectSince(call.conversationId(), call.id(), since, within);
            return new Awaited<>() {
                @Override
                public @Nullable Attempt soFar() {
                    return result.getNow(null);
                }

                @Override
                public void close() {
                    returns.forget(call.conversationId(), call.id());
                }
            };
        }

        @Override
        public Attempt send(Duration within) throws InterruptedException {
            if (!places.tryAcquire()) {
                return new Attempt.BusyHere("as many calls as may wait for results that come later");
            }
            try {
                return sendAndWait(within);
            } finally {
                places.release();
            }
        }

        private Attempt sendAndWait(Duration within) throws InterruptedException {
            var until = System.nanoTime() + within.toNanos();
            // Before it is sent, for it may come back before the tool has answered.
            var result = returns.expect(call.conversationId(), call.id(), within);
            try {
                // What listening took is gone: whoever sends after its time may find that another worker has declared
                // the call.
                var left = Duration.ofNanos(until - System.nanoTime());
                if (!left.isPositive()) {
                    return new Attempt.NotSent(
                            "the topic on which its result comes back could not be listened to in time");
                }
                var begun = ready.send(left.compareTo(timeout) < 0 ? left : timeout);
                if (!(begun instanceof Attempt.Done)) {
                    return begun;
                }
                return result.get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return new Attempt.Broken("it was begun, and no result came back in time", true);
            } catch (ExecutionException e) {
                return new Attempt.Broken("it was begun, and its result cannot be read", false);
            } finally {
                returns.forget(call.conversationId(), call.id());
            }
        }
    }
}
