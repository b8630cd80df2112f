package io.casebook.knowledge.tasks;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Does something again and again in the background, on a thread of its own, until it is closed. */
public final class Repeating implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Repeating.class);

    private final String name;
    private final Duration every;
    private final BooleanSupplier ready;
    private final Runnable step;
    private final Thread thread;

    private Repeating(String name, Duration every, BooleanSupplier ready, Runnable step) {
        this.name = name;
        this.every = every;
        this.ready = ready;
        this.step = step;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /**
     * Begins.
     *
     * @param name name of its thread
     * @param every how long it rests between two steps
     * @param ready whether a step makes sense now
     * @param step what is done; what goes wrong in it is logged, and it is done again
     */
    public static Repeating start(String name, Duration every, BooleanSupplier ready, Runnable step) {
        var repeating = new Repeating(name, every, ready, step);
        repeating.thread.start();
        return repeating;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(every);
                attempt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        try {
            if (ready.getAsBoolean()) {
                step.run();
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "background work failed and goes on: %s", name);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
