package io.casebook.tools.mcp;

import io.casebook.tools.network.Network;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sessions with servers: one each, opened when it is needed and anew when it was lost. Thread-safe. */
public final class McpSessions implements AutoCloseable {
    private static final int MOST_SERVERS = 64;

    /** A program may have to compile itself first. */
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(15);

    private static final Duration RETIRED_FOR = Duration.ofMinutes(1);
    private static final Executor CLOSERS =
            task -> Thread.ofVirtual().name("tool-mcp-close").start(task);

    private final Set<McpSession> retired = ConcurrentHashMap.newKeySet();
    private final GuardedHttpClient http;
    private final Duration connectWithin;
    private final int largestAnswer;
    private final Duration listedFor;
    private final Map<McpServer, Place> places = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param connectWithin how long a connection may take to come about
     * @param largestAnswer how many bytes of an answer are read
     * @param network where servers may be
     */
    public McpSessions(Duration connectWithin, int largestAnswer, Network network) {
        this(connectWithin, largestAnswer, network, Duration.ofMinutes(1));
    }

    McpSessions(Duration connectWithin, int largestAnswer, Network network, Duration listedFor) {
        QuietSdk.hush();
        this.http = new GuardedHttpClient(network, connectWithin);
        this.listedFor = listedFor;
        this.connectWithin = connectWithin;
        this.largestAnswer = largestAnswer;
    }

    /** Where the session with one server is kept; whoever opens one holds up those who want the same, and nobody else. */
    private static final class Place {
        private @Nullable McpSession session;
    }

    /** The session with a server. What it throws, nothing has been called. */
    McpSession session(McpServer server) {
        Place place;
        Place evicted = null;
        synchronized (this) {
            place = places.computeIfAbsent(server, unknown -> new Place());
            if (places.size() > MOST_SERVERS) {
                var oldest = places.entrySet().iterator();
                evicted = oldest.next().getValue();
                oldest.remove();
            }
        }
        if (evicted != null) {
            retire(evicted);
        }
        synchronized (place) {
            var known = place.session;
            if (known != null && known.good()) {
                return known;
            }
            retire(place);
            var fresh = open(server);
            place.session = fresh;
            return fresh;
        }
    }

    /** What a server offers now. */
    public List<McpSchema.Tool> tools(McpServer server) {
        return session(server).tools();
    }

    private McpSession open(McpServer server) {
        var lost = new CompletableFuture<Void>();
        var program = !server.command().isEmpty();
        McpClientTransport transport = program ? new StdioProcess(server, largestAnswer, lost) : http(server);
        return McpSession.open(transport, program ? STARTS_WITHIN : connectWithin.multipliedBy(3), listedFor, lost);
    }

    private McpClientTransport http(McpServer server) {
        var uri = URI.create(String.valueOf(server.url()));
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/mcp" : uri.getRawPath();
        return HttpClientStreamableHttpTransport.builder(uri.getScheme() + "://" + uri.getRawAuthority())
                .endpoint(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .clientBuilder(new GuardedHttpBuilder(http))
                .addHttpRequestCustomizer((request, method, endpoint, body, context) ->
                        server.headers().forEach(request::setHeader))
                .openConnectionOnStartup(false)
                .maxResponseSize(largestAnswer)
                .build();
    }

    /** Calls may still be under way; they get the time that a call may take, within reason. */
    private void retire(Place place) {
        McpSession session;
        synchronized (place) {
            session = place.session;
            place.session = null;
        }
        if (session == null) {
            return;
        }
        retired.add(session);
        var after = session.lost().isDone() ? 0 : RETIRED_FOR.toMillis();
        CompletableFuture.delayedExecutor(after, TimeUnit.MILLISECONDS, CLOSERS).execute(() -> {
            retired.remove(session);
            session.close();
        });
    }

    @Override
    public synchronized void close() {
        places.values().forEach(this::retire);
        places.clear();
        // A server that is gone may take its time to be taken leave of.
        var closing = retired.stream()
                .map(session -> CompletableFuture.runAsync(session::close, CLOSERS))
                .toArray(CompletableFuture<?>[]::new);
        retired.clear();
        // What they say in parting goes over the same connections.
        var _ = CompletableFuture.allOf(closing).whenCompleteAsync((done, failure) -> http.close(), CLOSERS);
    }
}
