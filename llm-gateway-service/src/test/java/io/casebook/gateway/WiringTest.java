package io.casebook.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.gateway.completion.Completions;
import io.casebook.gateway.models.ModelsFile;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The service's parts are there, configured by what stands in the test's application.properties. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the container sets the fields
class WiringTest {
    @Inject
    GatewaySettings settings;

    @Inject
    ModelsFile models;

    @Inject
    Completions completions;

    @Inject
    GatewayService service;

    @Test
    void settings_come_from_the_configuration_or_have_their_default() {
        assertThat(settings)
                .isEqualTo(new GatewaySettings(
                        false,
                        1000,
                        3,
                        64,
                        Duration.ofSeconds(3),
                        10_000,
                        Duration.ofMinutes(10),
                        1_000,
                        Duration.ofMinutes(10),
                        2_000_000,
                        Duration.ofMillis(250),
                        Path.of("src/test/resources/models.yaml")));
    }

    @Test
    void the_models_file_is_read() {
        assertThat(models.models()).containsOnlyKeys("big");
        assertThat(models.knows("builtin")).isTrue();
    }

    @Test
    void a_service_that_is_switched_off_reads_nothing() {
        assertThat(service.ready()).isFalse();
    }
}
