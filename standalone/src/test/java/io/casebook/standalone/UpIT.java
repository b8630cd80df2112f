package io.casebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.standalone.running.Program;
import io.casebook.standalone.running.RunningCasebook;
import io.casebook.standalone.running.SharedCasebook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Starting: what it says when it works, and what when it cannot. */
@ExtendWith(SharedCasebook.class)
class UpIT {

    @Test
    void the_ready_line_is_all_that_is_printed_and_everything_is_ready_then(RunningCasebook casebook) {
        assertThat(casebook.program().out()).isEqualTo("ready %s kafka=%s".formatted(casebook.url(), casebook.kafka()));
        assertThat(casebook.get("/q/health/ready").path("status").asText()).isEqualTo("UP");
        assertThat(casebook.ask("GET", "/", "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_kafka_port_in_use_is_named_with_a_way_out(@TempDir Path data) throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());
            var ended = Program.run("up", "--http-port", "0", "--kafka-port", port, "--data", data.toString());
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.err()).contains(port).contains("--kafka-port 0").hasLineCount(1);
        }
    }

    @Test
    void an_http_port_in_use_is_named_with_a_way_out(RunningCasebook casebook, @TempDir Path data) {
        var port = Integer.toString(URI.create(casebook.url()).getPort());
        var ended = Program.run("up", "--http-port", port, "--kafka-port", "0", "--data", data.toString());
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains(port).contains("--http-port").hasLineCount(1);
    }

    @Test
    void a_second_one_in_the_same_data_folder_is_refused_and_told_whom_it_met(RunningCasebook casebook) {
        var data = casebook.setup().data();
        var ended = Program.run("up", "--http-port", "0", "--kafka-port", "0", "--data", data.toString());
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .contains(data.toString())
                .contains("process " + casebook.program().pid())
                .hasLineCount(1);
    }

    @Test
    void a_broken_agent_is_refused_with_file_and_line_before_anything_starts(@TempDir Path folder) throws IOException {
        var agent = Files.createDirectory(folder.resolve("agent"));
        Files.writeString(agent.resolve("agent.yaml"), "id: broken\nlanguages: [en]\nno_such_key: 1\n");
        var data = folder.resolve("data");
        var ended = Program.run(
                "up", "--agent", agent.toString(), "--http-port", "0", "--kafka-port", "0", "--data", data.toString());
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains(agent.resolve("agent.yaml") + ":3:").contains("nothing was started");
        assertThat(data).doesNotExist();
    }

    @Test
    void listening_beyond_this_machine_needs_keys(@TempDir Path data) {
        var ended = Program.run("up", "--http-host", "0.0.0.0", "--http-port", "0", "--data", data.toString());
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("CASEBOOK_API_KEYS");
    }

    @Test
    void an_outside_kafka_that_does_not_answer_is_named(@TempDir Path data) {
        var ended = Program.run("up", "--kafka", "localhost:9", "--http-port", "0", "--data", data.toString());
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("localhost:9").contains("--kafka").hasLineCount(1);
    }

    @Test
    void models_that_cannot_be_used_are_refused_with_file_and_line(@TempDir Path folder) throws IOException {
        var models = Files.writeString(folder.resolve("models.yaml"), "models:\n  big: {provider: nonsense}\n");
        var data = folder.resolve("data");
        var ended = Program.run("up", "--models", models.toString(), "--http-port", "0", "--data", data.toString());
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("models.yaml:2").contains("nothing was started");
        assertThat(data).doesNotExist();
    }

    @Test
    void a_setting_that_a_service_cannot_use_is_named_without_a_stack_trace(@TempDir Path data) {
        var ended = Program.run(
                "up",
                "--prefix",
                "no spaces/allowed",
                "--http-port",
                "0",
                "--kafka-port",
                "0",
                "--data",
                data.toString());
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .contains("casebook.prefix is 'no spaces/allowed'")
                .doesNotContain("\tat ");
    }
}
