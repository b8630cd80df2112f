package io.casebook.gateway.endpoint;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP of all endpoints: one client, connections kept alive, every call bounded in time (from the first byte sent to the
 * last one received) and in size. The time of a call comes with the thread that makes it.
 */
public final class Transport implements HttpClient, AutoCloseable {
    /** The call that this thread makes. */
    static final ScopedValue<Call> CALL = ScopedValue.newInstance();

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final java.net.http.HttpClient client;
    private final int mostBytes;

    /**
     * A transport.
     *
     * @param mostBytes size of a response beyond which it is not read
     */
    public Transport(int mostBytes) {
        this.mostBytes = mostBytes;
        // HTTP/1.1: one call a connection, as many as there are calls. A shared HTTP/2 connection refuses calls beyond
        // the
        // number of streams that the other side allows, and asking for HTTP/2 in the clear upsets some servers.
        this.client = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        var response = exchange(converted(request));
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(new String(response.body(), StandardCharsets.UTF_8))
                .build();
    }

    /** Sends a request for the call of this thread; every response but one of success with JSON is an exception. */
    HttpResponse<byte[]> exchange(java.net.http.HttpRequest request) {
        var call = CALL.get();
        var response = send(request, call.within());
        var signs = LimitSigns.of(response.headers());
        if (signs != null) {
            call.limits().accept(signs);
        }
        if (response.statusCode() / 100 != 2) {
            var body = new String(response.body(), StandardCharsets.UTF_8);
            throw new EndpointException(StatusReply.of(response.statusCode(), response.headers(), body));
        }
        var type = response.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.contains("json") && !looksLikeJson(response.body())) {
            throw EndpointException.unreadable(
                    "the endpoint sent " + (type.contains("html") ? "a web page" : "no JSON") + "; is base_url right?");
        }
        return response;
    }

    private static boolean looksLikeJson(byte[] body) {
        for (var one : body) {
            if (!Character.isWhitespace(one)) {
                return one == '{';
            }
        }
        return false;
    }

    private HttpResponse<byte[]> send(java.net.http.HttpRequest request, Duration within) {
        var sent = client.sendAsync(request, info -> new BoundedBody(mostBytes));
        try {
            return sent.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw EndpointException.timedOut(within.toMillis());
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw EndpointException.failed("unavailable", "the gateway is stopping", false);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private EndpointException failure(@Nullable Throwable cause) {
        for (var thrown = cause; thrown != null; thrown = thrown.getCause()) {
            if (thrown instanceof BoundedBody.TooLargeException) {
                return EndpointException.unreadable("the response is larger than %d bytes".formatted(mostBytes));
            }
        }
        var what = switch (cause) {
            case java.net.http.HttpConnectTimeoutException _ -> "no connection";
            case java.net.ConnectException _ -> "no connection";
            case javax.net.ssl.SSLException _ -> "no secure connection";
            case null, default -> "the connection broke";
        };
        return EndpointException.failed("unavailable", what, true);
    }

    private static java.net.http.HttpRequest converted(HttpRequest request) {
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        var body = request.body();
        return builder.method(
                        request.method().name(),
                        body == null
                                ? java.net.http.HttpRequest.BodyPublishers.noBody()
                                : java.net.http.HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("answers are taken whole");
    }

    /** This transport as the protocol library wants to be given one. */
    HttpClientBuilder asBuilder() {
        return new HttpClientBuilder() {
            @Override
            public Duration connectTimeout() {
                return CONNECT;
            }

            @Override
            public HttpClientBuilder connectTimeout(Duration timeout) {
                return this;
            }

            @Override
            public Duration readTimeout() {
                return CONNECT;
            }

            @Override
            public HttpClientBuilder readTimeout(Duration timeout) {
                return this;
            }

            @Override
            public HttpClient build() {
                return Transport.this;
            }
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
