package io.casebook.tools.http;

import io.casebook.tools.run.Attempt;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.context.Context;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests, each once, over kept connections. Redirects are not followed here. Thread-safe; made for callers on virtual
 * threads, which simply wait.
 */
public final class Sender implements AutoCloseable {
    private static final int CAUSES = 8;

    private final HttpClient client;
    private final int largestAnswer;

    /**
     * @param connectWithin how long a connection may take to come about
     * @param largestAnswer how many bytes of an answer are read
     */
    public Sender(Duration connectWithin, int largestAnswer) {
        this.largestAnswer = largestAnswer;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectWithin)
                .executor(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("tool-http-", 0).factory()))
                .build();
    }

    /** Sends a request and waits for the whole answer, no longer than told. */
    Exchange send(Prepared prepared, Duration within) throws InterruptedException {
        HttpRequest request;
        try {
            request = request(prepared);
        } catch (IllegalArgumentException e) {
            return new Exchange.Failed(new Attempt.NotSent("the request cannot be built from the tool's definition"));
        }
        var answer = client.sendAsync(request, info -> new BoundedBody(largestAnswer));
        try {
            return answered(prepared.uri(), answer.get(within.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Exchange.Failed(
                    new Attempt.Broken("no whole answer within %d ms".formatted(within.toMillis()), true));
        } catch (ExecutionException e) {
            return new Exchange.Failed(failed(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    /** Drops what is on its way and closes the connections. */
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }

    private static HttpRequest request(Prepared prepared) {
        var body = prepared.body();
        var request = HttpRequest.newBuilder(prepared.uri())
                .method(prepared.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        prepared.headers().forEach(request::header);
        GlobalOpenTelemetry.getPropagators()
                .getTextMapPropagator()
                .inject(Context.current(), request, (to, name, value) -> {
                    if (to != null) {
                        to.setHeader(name, value);
                    }
                });
        return request.build();
    }

    private static Exchange answered(URI asked, HttpResponse<BoundedBody.Read> response) {
        var headers = response.headers();
        return new Exchange.Answered(new HttpAnswer(
                response.statusCode(),
                contentType(headers),
                headers.firstValue("Retry-After").orElse(null),
                headers.firstValue("Location").map(to -> location(asked, to)).orElse(null),
                response.body().bytes(),
                response.body().cut()));
    }

    private static String contentType(HttpHeaders headers) {
        var value = headers.firstValue("Content-Type").orElse("");
        var end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable URI location(URI asked, String to) {
        try {
            return asked.resolve(to);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Attempt failed(Throwable failure) {
        var cause = failure;
        for (var depth = 0; depth < CAUSES && cause != null; depth++) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof SSLHandshakeException) {
                return new Attempt.NotSent(
                        "no connection (%s)".formatted(cause.getClass().getSimpleName()));
            }
            cause = cause.getCause();
        }
        // The message of an IOException may quote the address; its name does not.
        return new Attempt.Broken(
                "the connection broke (%s)".formatted(failure.getClass().getSimpleName()), false);
    }
}
