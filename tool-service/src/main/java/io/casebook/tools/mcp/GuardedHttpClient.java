package io.casebook.tools.mcp;

import io.casebook.tools.network.GuardedHttp;
import io.casebook.tools.network.Network;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;

/**
 * The JDK's HTTP client, as the SDK of the protocol wants one, whose connections go to addresses that were judged: the JDK's own
 * looks names up by itself, so what was judged before need not be what it connects to. Thread-safe.
 */
final class GuardedHttpClient extends HttpClient {
    private final CloseableHttpClient client;
    private final Duration connectWithin;

    GuardedHttpClient(Network network, Duration connectWithin) {
        this.client = GuardedHttp.client(network, connectWithin, GuardedHttp.Kept.BRIEFLY);
        this.connectWithin = connectWithin;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        var exchange = new GuardedExchange<>(client, request, handler);
        Thread.ofVirtual().name("tool-mcp-http").start(exchange);
        return exchange.response();
    }

    /** Nothing is pushed over HTTP/1.1. */
    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushed) {
        return sendAsync(request, handler);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        try {
            return sendAsync(request, handler).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.of(connectWithin);
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public SSLContext sslContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    @Override
    public SSLParameters sslParameters() {
        return sslContext().getDefaultSSLParameters();
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }

    /** Drops what is on its way and closes the connections. */
    @Override
    public void shutdownNow() {
        client.close(CloseMode.IMMEDIATE);
    }

    @Override
    public void close() {
        shutdownNow();
    }
}
