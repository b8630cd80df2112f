package io.casebook.tools.mcp;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Collects what is to be sent, which is a message of the protocol and so never large. */
final class RequestBody implements Flow.Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> all = new CompletableFuture<>();

    private RequestBody() {}

    static byte[] of(BodyPublisher publisher) {
        var body = new RequestBody();
        publisher.subscribe(body);
        return body.all.join();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer next) {
        var part = new byte[next.remaining()];
        next.get(part);
        bytes.writeBytes(part);
    }

    @Override
    public void onError(Throwable failure) {
        all.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        all.complete(bytes.toByteArray());
    }
}
