package io.casebook.platform.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Gathers from every service of the process whether it is ready, so that one process is ready when all its parts are. */
@ApplicationScoped
public class ServiceReadiness {
    private final Map<String, Contributor> contributors = new ConcurrentSkipListMap<>();

    /**
     * A service says how to ask it.
     *
     * @param service its name; a second registration of the same name replaces the first
     * @param ready true when it can do its work
     * @param detail what it waits for, or what it serves
     */
    public void register(String service, BooleanSupplier ready, Supplier<String> detail) {
        contributors.put(service, new Contributor(ready, detail));
    }

    /** A service that has stopped is no longer asked. */
    public void unregister(String service) {
        contributors.remove(service);
    }

    /** True when every registered service is ready. */
    public boolean allReady() {
        return contributors.values().stream().allMatch(Contributor::isReady);
    }

    /** Each service with {@code ready} or {@code waiting}, and its detail. */
    public Map<String, String> report() {
        var report = new LinkedHashMap<String, String>();
        contributors.forEach((service, contributor) -> report.put(service, contributor.describe()));
        return report;
    }

    private record Contributor(BooleanSupplier ready, Supplier<String> detail) {
        boolean isReady() {
            try {
                return ready.getAsBoolean();
            } catch (RuntimeException e) {
                return false;
            }
        }

        String describe() {
            try {
                return (ready.getAsBoolean() ? "ready: " : "waiting: ") + detail.get();
            } catch (RuntimeException e) {
                return "waiting: " + e.getClass().getSimpleName();
            }
        }
    }
}
