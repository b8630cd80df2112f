package io.casebook.tools.network;

import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.HttpConnectionFactory;

/**
 * Connections that can be looked at in no time. The library looks whether a kept connection is still open by reading from it for a
 * millisecond, which is more than the rest of a call costs; a channel tells without waiting.
 */
final class LookedAt extends PoolingHttpClientConnectionManagerBuilder {
    /** What the head of an answer may be: without bounds, one line without an end fills the memory until the time is up. */
    private static final Http1Config HEADS = Http1Config.custom()
            .setMaxLineLength(16_384)
            .setMaxHeaderCount(200)
            .setMaxEmptyLineCount(10)
            .build();

    private static final HttpConnectionFactory<ManagedHttpClientConnection> CONNECTIONS =
            ManagedHttpClientConnectionFactory.builder().http1Config(HEADS).build();

    private LookedAt() {}

    /** A pool of such connections. */
    static PoolingHttpClientConnectionManagerBuilder pool() {
        return new LookedAt().setConnectionFactory(socket -> {
            var connection = new LookedAtConnection(CONNECTIONS.createConnection(null));
            if (socket != null) {
                connection.bind(socket);
            }
            return connection;
        });
    }

    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
            SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
        return new DefaultHttpClientConnectionOperator(
                LookedAt::socket,
                ports,
                names,
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register(URIScheme.HTTPS.id, tls)
                        .build());
    }

    private static Socket socket(Proxy proxy) throws IOException {
        return proxy == null || proxy.type() == Proxy.Type.DIRECT
                ? SocketChannel.open().socket()
                : new Socket(proxy);
    }

    /**
     * True where a connection that nobody reads from is open and the server has said nothing. Whatever a server says before it is
     * asked, it is about to close: an answer that the time is up, a farewell of TLS. What is read here is lost, so a connection
     * that is not quiet can only be closed.
     */
    static boolean isQuiet(SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            try {
                return channel.read(ByteBuffer.allocate(1)) == 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException e) {
            return false;
        }
    }
}
