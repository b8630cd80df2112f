package io.casebook.gateway.endpoint;

import io.casebook.gateway.models.ModelSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to reach a model.
 *
 * @param spec the model as the models file describes it
 * @param key its key; null where the endpoint wants none
 * @param headers further headers with their values
 * @param transport carries every call
 */
public record Connection(ModelSpec spec, @Nullable String key, Map<String, String> headers, Transport transport) {

    public Connection {
        headers = Map.copyOf(headers);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "Connection[" + spec.name() + "]";
    }
}
