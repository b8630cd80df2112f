package io.casebook.standalone.up;

import io.casebook.platform.health.ServiceReadiness;
import io.casebook.standalone.program.CommandFailure;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** Says ready when every service is, then stays until the process is ended. */
final class ServicesRun implements QuarkusApplication {
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final ServiceReadiness readiness;
    private final Groundwork groundwork;

    @Inject
    ServicesRun(ServiceReadiness readiness, Groundwork groundwork) {
        this.readiness = readiness;
        this.groundwork = groundwork;
    }

    @Override
    public int run(String... arguments) {
        var launch = Launch.current();
        if (launch == null) {
            throw new IllegalStateException("the services run by `casebook up` alone");
        }
        awaitPublished();
        awaitReady();
        // In one piece: whoever waits for this line must not find one of the log in the middle of it.
        System.out.print("ready http://localhost:%d kafka=%s%n"
                .formatted(launch.httpPort(), launch.kafka().bootstrap()));
        System.out.flush();
        if (launch.plan().rehearsal()) {
            Rehearsal.of(launch.httpPort());
        } else {
            Quarkus.waitForExit();
        }
        return 0;
    }

    private void awaitPublished() {
        try {
            groundwork.published().join();
        } catch (CompletionException e) {
            throw CommandFailure.failed(
                    "the agent could not be published: %s".formatted(e.getCause() == null ? e : e.getCause()));
        }
    }

    private void awaitReady() {
        var until = System.nanoTime() + READY_WITHIN.toNanos();
        while (!readiness.allReady()) {
            if (System.nanoTime() > until) {
                throw CommandFailure.failed("not every service is ready after %d s: %s"
                        .formatted(READY_WITHIN.toSeconds(), readiness.report()));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
