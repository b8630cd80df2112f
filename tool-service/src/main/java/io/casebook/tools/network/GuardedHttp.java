package io.casebook.tools.network;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * HTTP clients whose connections only go to addresses that were judged: a name is looked up once for a connection, what it stands for
 * is judged, and the connection goes there. Certificates are checked. They follow no redirects, repeat nothing, and keep no cookies.
 */
public final class GuardedHttp {
    private static final int CONNECTIONS = 10_000;
    private static final int CAUSES = 8;

    private GuardedHttp() {}

    /** How long connections are kept between two requests. Each is looked at before it is used again. */
    public enum Kept {
        /** For questions, which may be asked again. */
        LONG(180_000),
        /**
         * For what must not be sent twice. A server that closes an idle connection while a request is on its way to it leaves that
         * request in doubt. So a connection is taken again for a second only, which is shorter than servers keep theirs.
         */
        BRIEFLY(1_000);

        private final long longestMillis;

        Kept(long longestMillis) {
            this.longestMillis = longestMillis;
        }
    }

    /** A client, for callers on virtual threads, which simply wait. */
    public static CloseableHttpClient client(Network network, Duration within, Kept kept) {
        var connectWithin = Timeout.of(within);
        var connections = LookedAt.pool()
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDnsResolver(new SystemDefaultDnsResolver() {
                    @Override
                    public InetAddress[] resolve(String host) throws UnknownHostException {
                        return network.resolve(host);
                    }
                })
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connectWithin)
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(connectWithin).build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setKeepAliveStrategy(new AtMost(TimeValue.ofMilliseconds(kept.longestMillis)))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connectWithin)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .build())
                .setUserAgent("Casebook")
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .build();
    }

    /** As long as the server says, and no longer than told. */
    private static final class AtMost extends DefaultConnectionKeepAliveStrategy {
        private final TimeValue longest;

        AtMost(TimeValue longest) {
            this.longest = longest;
        }

        @Override
        public TimeValue getKeepAliveDuration(HttpResponse response, HttpContext context) {
            var asked = super.getKeepAliveDuration(response, context);
            return TimeValue.isPositive(asked) && asked.compareTo(longest) < 0 ? asked : longest;
        }
    }

    /** Why no byte of a request left, where that is certain from how it failed; null where some may have. */
    public static @Nullable String unsent(Throwable failure) {
        Throwable cause = failure;
        for (var depth = 0; depth < CAUSES && cause != null; depth++) {
            if (cause instanceof ForbiddenAddressException forbidden) {
                return String.valueOf(forbidden.getMessage());
            }
            if (cause instanceof ConnectException
                    || cause instanceof ConnectTimeoutException
                    || cause instanceof ConnectionRequestTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLHandshakeException
                    || cause instanceof SSLPeerUnverifiedException) {
                // The message may quote the address; the name of the fault does not.
                return "no connection (%s)".formatted(cause.getClass().getSimpleName());
            }
            cause = cause.getCause();
        }
        return null;
    }
}
