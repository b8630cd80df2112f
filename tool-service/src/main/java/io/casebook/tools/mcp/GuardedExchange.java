package io.casebook.tools.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** One request and its answer, which is handed on as it comes in and as it is wanted. Runs on a thread of its own, which waits. */
final class GuardedExchange<T> implements Runnable, Flow.Subscription {
    private static final int CHUNK = 16 * 1024;
    private static final String SESSION = "mcp-session-id";

    private final CloseableHttpClient client;
    private final HttpRequest asked;
    private final BodyHandler<T> handler;
    private final HttpUriRequestBase request;
    private final CompletableFuture<HttpResponse<T>> response = new CompletableFuture<>();
    private long wanted;
    private boolean cancelled;

    GuardedExchange(CloseableHttpClient client, HttpRequest asked, BodyHandler<T> handler) {
        this.client = client;
        this.asked = asked;
        this.handler = handler;
        this.request = new HttpUriRequestBase(asked.method(), asked.uri());
        var _ = response.whenComplete((answer, failure) -> {
            if (response.isCancelled()) {
                cancel();
            }
        });
    }

    /** The answer, as soon as its body can be read. */
    CompletableFuture<HttpResponse<T>> response() {
        return response;
    }

    @Override
    public void run() {
        try {
            asked.headers().map().forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
            asked.bodyPublisher()
                    .map(RequestBody::of)
                    .filter(body -> body.length > 0)
                    .ifPresent(body -> request.setEntity(new ByteArrayEntity(body, null)));
            try (var answer = client.executeOpen(HttpHost.create(asked.uri()), request, null)) {
                handOn(answer);
            }
        } catch (IOException | RuntimeException e) {
            response.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.completeExceptionally(e);
        } finally {
            // Nothing where the whole answer was read: the connection is kept. Else it is dropped, without reading on.
            request.cancel();
        }
    }

    private void handOn(ClassicHttpResponse answer) throws IOException, InterruptedException {
        requireAccepted(answer);
        var info = new Head(shown(answer.getCode()), headers(answer));
        BodySubscriber<T> subscriber = handler.apply(info);
        subscriber.onSubscribe(this);
        var _ = subscriber.getBody().whenComplete((body, failure) -> {
            if (failure == null) {
                response.complete(new Answer<>(asked, info, body));
            } else {
                response.completeExceptionally(failure);
            }
        });
        try {
            var entity = answer.getEntity();
            if (entity != null) {
                pump(entity.getContent(), subscriber);
            }
        } catch (IOException | RuntimeException e) {
            subscriber.onError(e);
            return;
        }
        subscriber.onComplete();
    }

    /**
     * Keeps a refusal from the SDK, which takes 400 and 404 for the end of the session and gives up all that is under way on it.
     *
     * @throws RefusedException where the server refuses a message
     */
    private void requireAccepted(ClassicHttpResponse answer) throws RefusedException {
        var status = answer.getCode();
        if (asked.method().equals("POST") && (status < 200 || status >= 300)) {
            var after = answer.getFirstHeader("Retry-After");
            throw new RefusedException(
                    status, asked.headers().firstValue(SESSION).isPresent(), after == null ? null : after.getValue());
        }
    }

    /** A server without a stream of news says so by 405; to the SDK, 400 and 404 would be the end of the session here, too. */
    private int shown(int status) {
        return asked.method().equals("GET") && (status == 400 || status == 404) ? 405 : status;
    }

    private void pump(InputStream from, BodySubscriber<T> to) throws IOException, InterruptedException {
        var buffer = new byte[CHUNK];
        while (awaitWanted()) {
            var read = from.read(buffer);
            if (read < 0) {
                return;
            }
            to.onNext(List.of(ByteBuffer.wrap(Arrays.copyOf(buffer, read)).asReadOnlyBuffer()));
        }
    }

    private synchronized boolean awaitWanted() throws InterruptedException {
        while (wanted == 0 && !cancelled) {
            wait();
        }
        if (wanted > 0 && wanted < Long.MAX_VALUE) {
            wanted--;
        }
        return !cancelled;
    }

    @Override
    public synchronized void request(long more) {
        wanted = wanted + more < 0 ? Long.MAX_VALUE : wanted + more;
        notifyAll();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            cancelled = true;
            notifyAll();
        }
        request.cancel();
    }

    private static HttpHeaders headers(ClassicHttpResponse answer) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (var header : answer.getHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    /** Status and headers. */
    private record Head(int statusCode, HttpHeaders headers) implements HttpResponse.ResponseInfo {
        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }

    /** The answer. */
    private record Answer<T>(HttpRequest request, Head head, T body) implements HttpResponse<T> {
        @Override
        public int statusCode() {
            return head.statusCode();
        }

        @Override
        public HttpHeaders headers() {
            return head.headers();
        }

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
