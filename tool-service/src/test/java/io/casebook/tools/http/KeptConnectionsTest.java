package io.casebook.tools.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.tools.Sample;
import io.casebook.tools.run.CallSettings;
import io.casebook.tools.run.Kinds;
import io.casebook.tools.run.Sent;
import io.casebook.tools.run.ToolCaller;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers close connections that they keep for the next request; that must not leave a call in doubt. */
class KeptConnectionsTest {
    private final Sender sender = new Sender(Duration.ofSeconds(2), 1 << 20, Sample.NETWORK);
    private final Kinds kinds = Sample.kinds(sender, Sample.BARE);
    private final ToolCaller calls = new ToolCaller(CallSettings.DEFAULTS, InstantSource.system(), Sample.VAULT);

    @AfterEach
    void close() {
        sender.close();
    }

    private Sent write(ClosingServer server) throws InterruptedException {
        return calls.write(
                Sample.call(kinds, Sample.writing(server.url() + "/refunds").build(), "{\"amount\":1}"), false);
    }

    @Test
    void a_write_is_not_lost_on_a_connection_that_the_server_has_closed_since_the_last_one()
            throws InterruptedException, IOException {
        try (var server = new ClosingServer(1)) {
            for (var i = 0; i < 20; i++) {
                assertThat(write(server)).isInstanceOf(Sent.Settled.class);
                server.awaitClosed();
            }

            assertThat(server.requests()).isEqualTo(20);
        }
    }

    @Test
    void what_a_server_says_before_it_is_asked_is_no_answer_to_the_next_write()
            throws InterruptedException, IOException {
        var timeIsUp = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        try (var server = new ClosingServer(1, timeIsUp)) {
            for (var i = 0; i < 20; i++) {
                assertThat(write(server))
                        .isInstanceOfSatisfying(
                                Sent.Settled.class,
                                sent -> assertThat(sent.outcome()).isInstanceOf(ToolSuccess.class));
                server.awaitClosed();
            }

            assertThat(server.requests()).isEqualTo(20);
        }
    }

    @Test
    void a_connection_that_is_still_open_is_used_for_the_next_write() throws InterruptedException, IOException {
        try (var server = new ClosingServer(100)) {
            for (var i = 0; i < 5; i++) {
                assertThat(write(server)).isInstanceOf(Sent.Settled.class);
            }

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_question_is_asked_again_where_its_connection_had_been_closed() throws InterruptedException, IOException {
        try (var server = new ClosingServer(1)) {
            for (var i = 0; i < 5; i++) {
                var read = calls.read(
                        Sample.call(kinds, Sample.reading(server.url()).build(), "{}"));
                assertThat(read.outcome()).isInstanceOf(ToolSuccess.class);
                server.awaitClosed();
            }
        }
    }
}
