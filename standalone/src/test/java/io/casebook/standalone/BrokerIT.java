package io.casebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.standalone.running.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker in a process of its own. */
class BrokerIT {

    @Test
    void it_serves_topics_until_it_is_told_to_end(@TempDir Path data) throws Exception {
        var ready = new CompletableFuture<String>();
        var broker = Program.start(
                List.of("broker", "--kafka-port", "0", "--data", data.toString()), Map.of(), ready::complete);
        try {
            var line = ready.get(60, TimeUnit.SECONDS);
            assertThat(line).startsWith("ready kafka=localhost:");
            var kafka = line.substring("ready kafka=".length());

            var created = Program.run("topics", "create", "--kafka", kafka, "--json");
            assertThat(created.exitCode()).isZero();
            assertThat(created.out()).contains("casebook.log");

            var second = Program.run("broker", "--kafka-port", "0", "--data", data.toString());
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err()).contains("process " + broker.pid());
        } finally {
            broker.stop();
        }
        assertThat(broker.awaitEnd()).isIn(0, 143);
    }

    @Test
    void a_port_that_is_none_is_refused(@TempDir Path data) {
        var ended = Program.run("broker", "--kafka-port", "70000", "--data", data.toString());
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("0 to 65535");
    }
}
