package io.casebook.platform.config;

import io.casebook.platform.kafka.SerdeSettings;
import io.casebook.platform.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

/** Turns what is written into what the services use; a wrong setting stops the start with its name. */
@ApplicationScoped
class PlatformBeans {

    @Produces
    @Singleton
    PlatformSettings settings(CasebookConfig config) {
        return new PlatformSettings(
                config.tenant(),
                config.kafka().bootstrap(),
                config.kafka().properties(),
                config.prefix(),
                config.partitions(),
                Path.of(config.data()),
                config.agent(),
                config.apiKeys().orElse(List.of()).stream()
                        .map(String::strip)
                        .filter(key -> !key.isEmpty())
                        .toList(),
                serde(config),
                config.orchestrator().address().orElse(null));
    }

    @Produces
    @Singleton
    Topics topics(PlatformSettings settings) {
        return new Topics(settings.prefix(), settings.partitions());
    }

    private static SerdeSettings serde(CasebookConfig config) {
        var properties = new HashMap<>(config.serde().properties());
        config.schemaRegistry().url().ifPresent(url -> properties.putIfAbsent("schema.registry.url", url));
        return new SerdeSettings(
                config.serde().serializer().orElse(null),
                config.serde().deserializer().orElse(null),
                properties);
    }
}
