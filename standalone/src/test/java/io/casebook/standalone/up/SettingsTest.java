package io.casebook.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.standalone.program.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line wins over the environment, the environment over the file, the file over the default. */
class SettingsTest {
    private static final Map<String, String> FILE =
            Map.of("casebook.http-port", "3", "casebook.kafka.bootstrap", "k:1");
    private static final Map<String, String> ENVIRONMENT = Map.of("CASEBOOK_HTTP_PORT", "2");

    @Test
    void an_option_comes_from_where_it_is_said_nearest() {
        assertThat(parsed(ENVIRONMENT, FILE, "--http-port", "1").httpPort).isEqualTo(1);
        assertThat(parsed(ENVIRONMENT, FILE).httpPort).isEqualTo(2);
        assertThat(parsed(Map.of(), FILE).httpPort).isEqualTo(3);
        assertThat(parsed(Map.of(), Map.of()).httpPort).isEqualTo(8080);
    }

    @Test
    void an_outside_kafka_has_the_name_that_the_services_know() {
        assertThat(parsed(Map.of(), FILE).kafka).isEqualTo("k:1");
        assertThat(parsed(Map.of("CASEBOOK_KAFKA", "k:2"), Map.of()).kafka).isEqualTo("k:2");
        assertThat(parsed(Map.of(), Map.of()).kafka).isNull();
    }

    @Test
    void yaml_is_flattened_to_names_with_dots(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("c.yaml"), """
                casebook:
                  http-port: 8081
                  api-keys: [first-key-of-mine-1, second-key-of-mine]
                  gateway: {backoff: 1s}
                """);
        assertThat(ConfigFile.read(file))
                .containsEntry("casebook.http-port", "8081")
                .containsEntry("casebook.api-keys", "first-key-of-mine-1,second-key-of-mine")
                .containsEntry("casebook.gateway.backoff", "1s");
    }

    @Test
    void broken_yaml_is_refused_with_its_line(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("c.yaml"), "casebook:\n  a: [1\n");
        assertThatThrownBy(() -> ConfigFile.read(file))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(file + ":");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> ConfigFile.read(Path.of("no-such-file.yaml")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("no-such-file.yaml");
    }

    private static UpCommand parsed(Map<String, String> environment, Map<String, String> file, String... arguments) {
        var settings = new Settings(environment, file);
        var up = new UpCommand(settings);
        var line = new CommandLine(up);
        line.setDefaultValueProvider(settings);
        line.parseArgs(arguments);
        return up;
    }
}
