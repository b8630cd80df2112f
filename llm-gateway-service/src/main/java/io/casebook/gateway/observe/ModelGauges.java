package io.casebook.gateway.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.function.ToDoubleFunction;

/** What an operator sees of a model at a moment: whether it is asked, and how many wait for its limits. */
public final class ModelGauges {
    private ModelGauges() {}

    /**
     * Shows a number for as long as what it is of exists.
     *
     * @param name name of the metric
     * @param description what it says
     * @param model name of the model
     * @param of whose number it is; not kept from being collected
     */
    public static <T> void show(String name, String description, String model, T of, ToDoubleFunction<T> number) {
        Gauge.builder(name, of, number)
                .description(description)
                .tag("model", model)
                .register(Metrics.globalRegistry);
    }
}
