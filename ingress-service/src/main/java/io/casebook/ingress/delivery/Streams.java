package io.casebook.ingress.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.casebook.ingress.IngressSettings;
import io.casebook.ingress.delivery.StreamItem.Delivered;
import io.casebook.ingress.delivery.StreamItem.Gap;
import io.casebook.ingress.delivery.StreamItem.Passing;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.vocabulary.outbound.OutboundPayload;
import io.casebook.vocabulary.outbound.OutboundRecord;
import io.casebook.vocabulary.outbound.TypingNotice;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The open streams, and what is kept for those who come back. One lock of a few orders what happens to one conversation: a
 * stream that opens gets what is kept and then what is new, nothing in between and nothing twice.
 */
public final class Streams {
    private static final int LOCKS = 64;
    private static final int UNSENT = 256;

    private final IngressSettings.Stream settings;
    private final Cache<String, Backlog> backlogs;
    private final Map<String, Set<MultiEmitter<? super StreamItem>>> open = new ConcurrentHashMap<>();
    private final AtomicInteger streams = new AtomicInteger();
    private final List<Object> locks = Stream.generate(Object::new).limit(LOCKS).toList();
    private volatile boolean closed;

    /** @param settings how much is kept and how many streams there may be */
    public Streams(IngressSettings.Stream settings) {
        this.settings = settings;
        backlogs = Caffeine.newBuilder()
                .maximumWeight(settings.memory())
                .weigher((String id, Backlog backlog) -> backlog.weight())
                .expireAfterWrite(settings.backlog().plusMinutes(1))
                .build();
    }

    /** Takes a record of the outbound topic. */
    public void deliver(OutboundRecord record) {
        var id = record.conversationId();
        synchronized (lock(id)) {
            var item = keep(id, record);
            if (item != null) {
                emit(id, item);
            }
        }
    }

    /**
     * Opens a stream.
     *
     * @param after the last place that the listener has seen; null for nothing but what is new
     */
    public Multi<StreamItem> open(String conversationId, @Nullable Cursor after) {
        if (closed) {
            throw new ApiException(Code.UNAVAILABLE, "the service is stopping; open the stream again in a moment");
        }
        if (streams.get() >= settings.most()) {
            throw new ApiException(
                    Code.RESOURCE_EXHAUSTED,
                    "%d streams are open, which is the most here; close some, or raise casebook.ingress.stream.most"
                            .formatted(settings.most()));
        }
        // A listener that does not keep up is let go: it comes back and resumes where it was.
        return Multi.createFrom()
                .<StreamItem>emitter(emitter -> begin(conversationId, after, emitter), BackPressureStrategy.IGNORE)
                .onOverflow()
                .buffer(settings.recordsPerConversation() + UNSENT)
                .onFailure(BackPressureFailure.class)
                .recoverWithCompletion();
    }

    /** What is kept of a conversation, oldest first. */
    public List<Delivered> kept(String conversationId) {
        synchronized (lock(conversationId)) {
            var backlog = backlogs.getIfPresent(conversationId);
            return backlog == null ? List.of() : backlog.after(Cursor.START);
        }
    }

    /** Drops what is kept of a conversation, because its texts were erased. */
    public void forget(String conversationId) {
        synchronized (lock(conversationId)) {
            backlogs.invalidate(conversationId);
        }
    }

    /** Tells every open stream that it is alive, so that nobody in between takes it for dead. */
    public void beat() {
        var beat = new StreamItem.Beat();
        open.values().forEach(emitters -> emitters.forEach(emitter -> emitter.emit(beat)));
    }

    /** How many streams are open. */
    public int count() {
        return streams.get();
    }

    /** Ends every stream; listeners come back to another instance. */
    public void close() {
        closed = true;
        open.values().forEach(emitters -> emitters.forEach(MultiEmitter::complete));
    }

    private void begin(String id, @Nullable Cursor after, MultiEmitter<? super StreamItem> emitter) {
        synchronized (lock(id)) {
            streams.incrementAndGet();
            add(id, emitter);
            emitter.onTermination(() -> end(id, emitter));
            // Something at once, so that the listener's connection is known to stand.
            emitter.emit(new StreamItem.Beat());
            if (after != null) {
                replay(id, after, emitter);
            }
        }
        if (closed) {
            emitter.complete();
        }
    }

    private void replay(String id, Cursor after, MultiEmitter<? super StreamItem> emitter) {
        var backlog = backlogs.getIfPresent(id);
        if (backlog == null) {
            return;
        }
        if (backlog.lacksSomeAfter(after)) {
            emitter.emit(new Gap(backlog.oldest()));
        }
        backlog.after(after).forEach(emitter::emit);
    }

    /** Within one step of the map, so that an end at the same moment cannot take the set away in between. */
    private void add(String id, MultiEmitter<? super StreamItem> emitter) {
        open.compute(id, (_, emitters) -> {
            var all = emitters == null ? ConcurrentHashMap.<MultiEmitter<? super StreamItem>>newKeySet() : emitters;
            all.add(emitter);
            return all;
        });
    }

    private void end(String id, MultiEmitter<? super StreamItem> emitter) {
        open.computeIfPresent(id, (_, emitters) -> {
            if (emitters.remove(emitter)) {
                streams.decrementAndGet();
            }
            return emitters.isEmpty() ? null : emitters;
        });
    }

    private @Nullable StreamItem keep(String id, OutboundRecord record) {
        return switch (record.payload()) {
            case TypingNotice _ -> new Passing(record);
            case OutboundPayload.Unknown _ -> null;
            default -> {
                var backlog = backlogs.getIfPresent(id);
                if (backlog == null) {
                    backlog = new Backlog(settings.recordsPerConversation());
                }
                var delivered = backlog.add(record);
                // Put again, because it weighs more now.
                backlogs.put(id, backlog);
                yield delivered;
            }
        };
    }

    private void emit(String id, StreamItem item) {
        var emitters = open.get(id);
        if (emitters != null) {
            emitters.forEach(emitter -> emitter.emit(item));
        }
    }

    private Object lock(String id) {
        return locks.get(Math.floorMod(id.hashCode(), LOCKS));
    }
}
