package io.casebook.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngressSettingsTest {
    @Test
    void without_settings_everything_has_its_default_and_no_webhook_is_called() {
        var settings = settings(Map.of());

        assertThat(settings.enabled()).isTrue();
        assertThat(settings.webhook()).isNull();
        assertThat(settings.stream().heartbeat()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.chat().messagesPerMinute()).isEqualTo(30);
        assertThat(settings.chat().customerId()).isNull();
    }

    @Test
    void the_short_names_set_the_webhook() {
        var webhook = settings(Map.of(
                        "casebook.webhook.url", "https://example.com/hook",
                        "casebook.webhook.secret", "s3cret",
                        "casebook.webhook.signature-header", "X-Other"))
                .webhook();

        assertThat(webhook).isNotNull();
        assertThat(webhook.url()).isEqualTo(URI.create("https://example.com/hook"));
        assertThat(webhook.secret()).isEqualTo("s3cret");
        assertThat(webhook.signatureHeader()).isEqualTo("X-Other");
        assertThat(webhook.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(webhook).asString().doesNotContain("s3cret");
    }

    @Test
    void a_webhook_without_a_secret_stops_the_start() {
        assertThatThrownBy(() -> settings(Map.of("casebook.webhook.url", "https://example.com/hook")))
                .hasMessageContaining("CASEBOOK_WEBHOOK_SECRET");
    }

    @Test
    void a_webhook_that_is_no_web_address_stops_the_start() {
        assertThatThrownBy(() -> settings(
                        Map.of("casebook.webhook.url", "ftp://example.com", "casebook.webhook.secret", "s3cret")))
                .hasMessageContaining("CASEBOOK_WEBHOOK_URL");
    }

    @Test
    void a_setting_that_makes_no_sense_is_named() {
        assertThatThrownBy(() -> settings(Map.of("casebook.ingress.stream.heartbeat", "0s")))
                .hasMessageContaining("casebook.ingress.stream.heartbeat");
    }

    private static IngressSettings settings(Map<String, String> values) {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(IngressConfig.class)
                .withConverter(Duration.class, 500, new io.quarkus.runtime.configuration.DurationConverter())
                .withDefaultValues(values)
                .build();
        return IngressSettings.of(config.getConfigMapping(IngressConfig.class));
    }
}
