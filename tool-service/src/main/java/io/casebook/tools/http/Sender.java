package io.casebook.tools.http;

import io.casebook.tools.network.ForbiddenAddressException;
import io.casebook.tools.network.GuardedHttp;
import io.casebook.tools.network.GuardedHttp.Kept;
import io.casebook.tools.network.Network;
import io.casebook.tools.run.Attempt;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests, each once, over kept connections, and only to addresses that calls may go to. What may not be asked twice goes
 * over a connection that is new, or was in use a moment ago and is looked at first. Redirects are not followed here. Thread-safe;
 * made for callers on virtual threads, which simply wait.
 */
public final class Sender implements AutoCloseable {
    /** What may be asked again: connections are kept for it as long as servers like. */
    private static final Set<String> QUESTIONS = Set.of("GET", "HEAD");

    private final CloseableHttpClient questions;
    private final CloseableHttpClient others;
    private final ScheduledThreadPoolExecutor clock;
    private final Network network;
    private final int largestAnswer;

    /**
     * @param connectWithin how long a connection may take to come about
     * @param largestAnswer how many bytes of an answer are read
     * @param network where calls may go
     */
    public Sender(Duration connectWithin, int largestAnswer, Network network) {
        this.largestAnswer = largestAnswer;
        this.network = network;
        this.questions = GuardedHttp.client(network, connectWithin, Kept.LONG);
        this.others = GuardedHttp.client(network, connectWithin, Kept.BRIEFLY);
        this.clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("tool-deadlines").factory());
        clock.setRemoveOnCancelPolicy(true);
    }

    /**
     * Refuses an address that calls may not go to.
     *
     * @throws ForbiddenAddressException where a call may not go there
     */
    void requireAllowed(URI uri) throws ForbiddenAddressException {
        try {
            var _ = network.resolve(uri.getHost());
        } catch (ForbiddenAddressException e) {
            throw e;
        } catch (UnknownHostException e) {
            // No connection will come about, and the attempt says so.
        }
    }

    /** Sends a request and waits for the whole answer, no longer than told. */
    Exchange send(Prepared prepared, Duration within) throws InterruptedException {
        HttpUriRequestBase request;
        try {
            request = request(prepared);
        } catch (IllegalArgumentException e) {
            return new Exchange.Failed(new Attempt.NotSent("the request cannot be built from the tool's definition"));
        }
        var late = clock.schedule(request::cancel, within.toNanos(), TimeUnit.NANOSECONDS);
        var client = QUESTIONS.contains(prepared.method()) ? questions : others;
        try {
            var response = client.executeOpen(HttpHost.create(prepared.uri()), request, null);
            return answered(prepared.uri(), response);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while a tool was called");
            }
            return new Exchange.Failed(failed(e, request.isCancelled(), within));
        } finally {
            late.cancel(false);
            // Nothing where the whole answer was read: the connection is kept. Else it is dropped, without reading on.
            request.cancel();
        }
    }

    /** Drops what is on its way and closes the connections. */
    @Override
    public void close() {
        clock.shutdownNow();
        questions.close(CloseMode.IMMEDIATE);
        others.close(CloseMode.IMMEDIATE);
    }

    private static HttpUriRequestBase request(Prepared prepared) {
        var request = new HttpUriRequestBase(prepared.method(), prepared.uri());
        prepared.headers().forEach(request::setHeader);
        var body = prepared.body();
        if (body != null) {
            // The definition's own Content-Type stands already.
            request.setEntity(new StringEntity(body, null, "UTF-8", false));
        }
        GlobalOpenTelemetry.getPropagators()
                .getTextMapPropagator()
                .inject(Context.current(), request, (to, name, value) -> {
                    if (to != null) {
                        to.setHeader(name, value);
                    }
                });
        return request;
    }

    private Exchange answered(URI asked, ClassicHttpResponse response) throws IOException {
        var read = read(response);
        var location = value(response, "Location");
        return new Exchange.Answered(new HttpAnswer(
                response.getCode(),
                contentType(response),
                value(response, "Retry-After"),
                location == null ? null : location(asked, location),
                ByteBuffer.wrap(read.bytes()).asReadOnlyBuffer(),
                read.cut()));
    }

    /** What was read, and whether there was more. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Read(byte[] bytes, boolean cut) {}

    private Read read(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return new Read(new byte[0], false);
        }
        var stream = entity.getContent();
        var bytes = stream.readNBytes(largestAnswer);
        var cut = bytes.length == largestAnswer && stream.read() >= 0;
        return new Read(bytes, cut);
    }

    private static @Nullable String value(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private static String contentType(ClassicHttpResponse response) {
        var value = value(response, "Content-Type");
        var end = value == null ? -1 : value.indexOf(';');
        return value == null
                ? ""
                : (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable URI location(URI asked, String to) {
        try {
            return asked.resolve(to);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Attempt failed(IOException failure, boolean late, Duration within) {
        var unsent = GuardedHttp.unsent(failure);
        if (unsent != null) {
            return new Attempt.NotSent(unsent);
        }
        // The message of an IOException may quote the address; its name does not.
        return late
                ? new Attempt.Broken("no whole answer within %d ms".formatted(within.toMillis()), true)
                : new Attempt.Broken(
                        "the connection broke (%s)".formatted(failure.getClass().getSimpleName()), false);
    }
}
