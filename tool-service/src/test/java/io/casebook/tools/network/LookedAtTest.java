package io.casebook.tools.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.tools.http.ClosingServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a kept connection is still open is seen without waiting, and what is seen is true. */
class LookedAtTest {
    private static final String PASSWORD = "changeit";

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static SocketChannel connected(ServerSocket server) throws IOException {
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
    }

    @Test
    void a_connection_may_be_looked_at_as_often_as_one_likes_and_still_carries_all_that_is_said() throws IOException {
        try (var server = listening();
                var channel = connected(server);
                var other = server.accept()) {
            assertThat(LookedAt.isQuiet(channel)).isTrue();
            assertThat(LookedAt.isQuiet(channel)).isTrue();

            channel.write(ByteBuffer.wrap("ask".getBytes(StandardCharsets.US_ASCII)));
            assertThat(other.getInputStream().readNBytes(3)).asString().isEqualTo("ask");
            other.getOutputStream().write("told".getBytes(StandardCharsets.US_ASCII));
            assertThat(channel.socket().getInputStream().readNBytes(4))
                    .asString()
                    .isEqualTo("told");
            assertThat(LookedAt.isQuiet(channel)).isTrue();
        }
    }

    @Test
    void a_connection_that_the_server_has_closed_is_not_quiet() throws IOException {
        try (var server = listening();
                var channel = connected(server)) {
            server.accept().close();

            assertThat(LookedAt.isQuiet(channel)).isFalse();
        }
    }

    @Test
    void a_connection_that_the_server_has_cut_is_not_quiet() throws IOException {
        try (var server = listening();
                var channel = connected(server)) {
            var other = server.accept();
            other.setSoLinger(true, 0);
            other.close();

            assertThat(LookedAt.isQuiet(channel)).isFalse();
        }
    }

    @Test
    void a_connection_on_which_the_server_speaks_unasked_is_not_quiet() throws IOException {
        try (var server = listening();
                var channel = connected(server);
                var other = server.accept()) {
            other.getOutputStream().write('!');

            assertThat(LookedAt.isQuiet(channel)).isFalse();
        }
    }

    @Test
    void a_connection_that_is_closed_here_is_not_quiet() throws IOException {
        try (var server = listening();
                var channel = connected(server)) {
            channel.shutdownInput();

            assertThat(LookedAt.isQuiet(channel)).isFalse();
        }
    }

    @Test
    void connections_with_TLS_are_used_again_while_they_are_open(@TempDir Path folder) throws Exception {
        var secured = secured(folder);
        try (var server = new ClosingServer(listening(secured), 100, "");
                var client = client(secured)) {
            for (var i = 0; i < 5; i++) {
                assertThat(post(client, server)).isEqualTo(200);
            }

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_request_is_not_lost_on_a_connection_with_TLS_that_the_server_has_closed(@TempDir Path folder)
            throws Exception {
        var secured = secured(folder);
        try (var server = new ClosingServer(listening(secured), 1, "");
                var client = client(secured)) {
            for (var i = 0; i < 20; i++) {
                assertThat(post(client, server)).isEqualTo(200);
                server.awaitClosed();
            }

            assertThat(server.requests()).isEqualTo(20);
        }
    }

    private static int post(CloseableHttpClient client, ClosingServer server) throws IOException {
        var request = new HttpPost("https://localhost:" + server.port() + "/refunds");
        request.setEntity(new StringEntity("{}"));
        return client.execute(request, answer -> {
            assertThat(answer.getEntity().getContent().readAllBytes())
                    .asString()
                    .isEqualTo("{}");
            return answer.getCode();
        });
    }

    private static ServerSocket listening(SSLContext secured) throws IOException {
        return secured.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Repeats nothing, so that what is lost is lost. */
    private static CloseableHttpClient client(SSLContext secured) {
        return HttpClients.custom()
                .setConnectionManager(LookedAt.pool()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(secured))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                                .build())
                        .build())
                .disableAutomaticRetries()
                .build();
    }

    /** A certificate for localhost that both sides know. */
    private static SSLContext secured(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        var file = folder.resolve("localhost.p12");
        var made = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var stored = Files.newInputStream(file)) {
            keys.load(stored, PASSWORD.toCharArray());
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
