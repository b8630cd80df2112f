package io.casebook.tools.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads an answer up to a limit and hangs up there, so that an endless answer costs no more than the limit. */
final class BoundedBody implements BodySubscriber<BoundedBody.Read> {
    private static final int INITIAL = 1024;

    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL);
    private final CompletableFuture<Read> read = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    BoundedBody(int limit) {
        this.limit = limit;
    }

    /**
     * What was read.
     *
     * @param bytes the bytes, read-only
     * @param cut true where there was more
     */
    record Read(ByteBuffer bytes, boolean cut) {}

    @Override
    public CompletionStage<Read> getBody() {
        return read;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (read.isDone()) {
            return;
        }
        for (var buffer : buffers) {
            var some = new byte[Math.min(buffer.remaining(), limit - bytes.size())];
            var more = buffer.remaining() > some.length;
            buffer.get(some);
            bytes.writeBytes(some);
            if (more) {
                finish(true);
                if (subscription != null) {
                    subscription.cancel();
                }
                return;
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        read.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        finish(false);
    }

    private void finish(boolean cut) {
        read.complete(new Read(ByteBuffer.wrap(bytes.toByteArray()).asReadOnlyBuffer(), cut));
    }
}
