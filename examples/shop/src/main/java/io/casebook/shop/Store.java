package io.casebook.shop;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Holds the state: reads see the newest one without waiting, writes go one by one and are on disk before they are answered. */
final class Store implements AutoCloseable {
    private final StateFile file;
    private final Clock clock;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile ShopState state;

    private Store(StateFile file, Clock clock, ShopState state) {
        this.file = file;
        this.clock = clock;
        this.state = state;
    }

    /** What a write does: the state after it and what to answer. */
    record Change(ShopState state, Reply reply) {}

    /** Opens the folder, and fills it with the sample data if it is new. */
    static Store open(Path folder, Clock clock) throws IOException {
        StateFile file = StateFile.open(folder);
        try {
            Optional<ShopState> kept = file.read();
            ShopState state = kept.isPresent() ? kept.get() : Seed.on(LocalDate.now(clock));
            if (kept.isEmpty()) {
                file.write(state);
            }
            return new Store(file, clock, state);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    ShopState state() {
        return state;
    }

    Clock clock() {
        return clock;
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    /**
     * Carries out a write, at most once per idempotency key: the same key with the same request is answered as the first time. Only what succeeded is
     * remembered, since a refused request had no effect.
     */
    Reply write(Request request, Function<ShopState, Change> rule) {
        Optional<String> key = request.idempotencyKey();
        writing.lock();
        try {
            ShopState before = state;
            if (key.isPresent()) {
                ShopState.Answered earlier = before.answered().get(key.get());
                if (earlier != null) {
                    return again(earlier, request);
                }
            }
            Change change = rule.apply(before);
            ShopState after = key.isEmpty()
                    ? change.state()
                    : change.state().withAnswered(key.get(), answered(request, change.reply()));
            file.write(after);
            state = after;
            return change.reply();
        } catch (IOException e) {
            throw Problem.unavailable("The shop cannot write its state file now, nothing was changed: try again later");
        } finally {
            writing.unlock();
        }
    }

    private static ShopState.Answered answered(Request request, Reply reply) {
        return new ShopState.Answered(request.fingerprint(), reply.status(), reply.body());
    }

    private static Reply again(ShopState.Answered earlier, Request request) {
        if (!earlier.request().equals(request.fingerprint())) {
            throw Problem.alreadyExists(
                    "Idempotency-Key: this key was used for another request; use a new key for a new request, or repeat the first one unchanged");
        }
        return new Reply(earlier.status(), earlier.body());
    }

    @Override
    public void close() {
        writing.lock();
        try {
            file.close();
        } finally {
            writing.unlock();
        }
    }
}
