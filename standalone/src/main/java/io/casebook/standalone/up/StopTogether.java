package io.casebook.standalone.up;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Stops the services of this process side by side. Each consumer takes up to half a second to leave Kafka, and one service after the other
 * adds up; what is told to stop a second time, by the framework, has nothing left to do.
 */
@ApplicationScoped
class StopTogether {
    private static final Logger LOG = Logger.getLogger(StopTogether.class);
    private static final int BEFORE_ALL_SERVICES = 1;
    private static final int WITHIN_SECONDS = 8;
    private static final String OURS = "io.casebook.";

    private final BeanManager beans;

    StopTogether(BeanManager beans) {
        this.beans = beans;
    }

    void stop(@Observes @Priority(BEFORE_ALL_SERVICES) ShutdownEvent event) {
        var services = beans.resolveObserverMethods(event).stream()
                .filter(StopTogether::isOfAService)
                .toList();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        services.forEach(service -> threads.execute(() -> stop(service, event)));
        threads.shutdown();
        try {
            if (!threads.awaitTermination(WITHIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warnf("not every service stopped within %d s", WITHIN_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(ObserverMethod<? super ShutdownEvent> service, ShutdownEvent event) {
        try {
            service.notify(event);
        } catch (RuntimeException e) {
            LOG.warnf(e, "%s did not stop cleanly", service.getBeanClass().getSimpleName());
        }
    }

    private static boolean isOfAService(ObserverMethod<? super ShutdownEvent> observer) {
        var type = observer.getBeanClass();
        return type != StopTogether.class && type.getName().startsWith(OURS);
    }
}
