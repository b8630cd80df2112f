package io.casebook.standalone.up;

import static java.util.stream.Collectors.joining;

import io.casebook.standalone.broker.BrokerStartException;
import io.casebook.standalone.program.CommandFailure;
import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes everything down in the opposite order: HTTP, the services, then what they stand on. On a signal the services' framework ends
 * them in a hook of its own; this hook waits for that, because a broker that goes first makes every service wait for it.
 */
final class Ending {
    private static final Logger LOG = Logger.getLogger(Ending.class);
    private static final int SERVICES_END_WITHIN_SECONDS = 10;

    private final Deque<AutoCloseable> foundations = new ArrayDeque<>();
    private final CountDownLatch servicesEnded = new CountDownLatch(1);
    private volatile @Nullable KafkaPart awaited;

    /** Closes this after the services, and before what was named earlier. */
    synchronized void lastly(AutoCloseable foundation) {
        foundations.push(foundation);
    }

    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::run, "casebook-ending"));
    }

    /** From here on there are services to wait for. */
    void servicesBegin(KafkaPart kafka) {
        awaited = kafka;
    }

    /** The services have ended, or could not start. */
    void servicesEnded(int code, @Nullable Throwable problem) {
        servicesEnded.countDown();
        if (problem != null) {
            System.err.println("casebook: " + explain(problem));
        }
        System.exit(problem == null ? code : CommandFailure.FAILED);
    }

    private void run() {
        var kafka = awaited;
        if (kafka != null) {
            kafka.giveUp();
            awaitServices();
        }
        closeFoundations();
    }

    private void awaitServices() {
        try {
            if (!servicesEnded.await(SERVICES_END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warnf(
                        "the services did not end within %d seconds; ending the broker without them",
                        SERVICES_END_WITHIN_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void closeFoundations() {
        while (!foundations.isEmpty()) {
            try {
                foundations.pop().close();
            } catch (Exception e) {
                LOG.warnf(e, "something did not end cleanly");
            }
        }
    }

    /** One line where the cause is known, everything where it is not. */
    private static String explain(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof BrokerStartException || cause instanceof CommandFailure) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof QuarkusBindException bind) {
                return "HTTP port %d is in use; choose another with --http-port (0 takes a free one)"
                        .formatted(bind.getPort());
            }
        }
        if (root(problem) instanceof ConfigValidationException settings) {
            return "a setting is wrong: "
                    + String.valueOf(settings.getMessage())
                            .lines()
                            .skip(1)
                            .map(String::strip)
                            .collect(joining("; "));
        }
        if (root(problem) instanceof IllegalArgumentException refused && refused.getMessage() != null) {
            // So say the services which setting they cannot use.
            return refused.getMessage();
        }
        problem.printStackTrace();
        return "it did not start: " + root(problem).getMessage();
    }

    private static Throwable root(Throwable problem) {
        var root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
