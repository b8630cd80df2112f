package io.casebook.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.platform.kafka.SerdeSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlatformSettingsTest {

    @Test
    void without_keys_it_is_local_mode() {
        assertThat(PlatformSettings.local("localhost:9092").localMode()).isTrue();
        assertThat(with("casebook.", 8, List.of("a-long-key-0123456789")).localMode())
                .isFalse();
    }

    @Test
    void a_wrong_setting_is_named() {
        assertThatThrownBy(() -> PlatformSettings.local(" ")).hasMessageContaining("casebook.kafka.bootstrap");
        assertThatThrownBy(() -> with("case book", 8, List.of())).hasMessageContaining("casebook.prefix");
        assertThatThrownBy(() -> with("casebook.", 0, List.of())).hasMessageContaining("casebook.partitions");
        assertThatThrownBy(() -> with("casebook.", 8, List.of("with space"))).hasMessageContaining("casebook.api-keys");
    }

    @Test
    void the_key_that_everybody_knows_is_no_key() {
        assertThatThrownBy(() -> with("casebook.", 8, List.of("local"))).hasMessageContaining("openssl rand");
    }

    @Test
    void no_key_is_ever_printed() {
        assertThat(with("casebook.", 8, List.of("a-long-key-0123456789")).toString())
                .doesNotContain("a-long-key");
        assertThatThrownBy(() -> with("casebook.", 8, List.of("secret key"))).hasMessageNotContaining("secret key");
    }

    private static PlatformSettings with(String prefix, int partitions, List<String> keys) {
        return new PlatformSettings(
                "default",
                "localhost:9092",
                Map.of("sasl.jaas.config", "password"),
                prefix,
                partitions,
                Path.of("data"),
                "shop",
                keys,
                SerdeSettings.OWN,
                null);
    }
}
