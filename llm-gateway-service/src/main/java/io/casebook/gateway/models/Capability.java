package io.casebook.gateway.models;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a model can do beside writing text. */
public enum Capability {
    /** It calls tools. A request with tools is not put to a model without it. */
    TOOLS,
    /** Its answer can be held to a JSON schema by the provider. Without it the prompt alone asks for JSON. */
    JSON;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Capability::key).toList();
    }

    static @Nullable Capability of(String key) {
        return Arrays.stream(values())
                .filter(capability -> capability.key().equals(key))
                .findFirst()
                .orElse(null);
    }
}
