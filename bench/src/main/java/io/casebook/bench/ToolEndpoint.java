package io.casebook.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A tool that answers at once, or slowly, and knows how long it took over each call and how many it had at the same time. */
final class ToolEndpoint implements AutoCloseable {
    /** How long the slow one takes. */
    static final Duration SLOW = Duration.ofSeconds(2);

    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final Map<String, Long> nanos = new ConcurrentHashMap<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    ToolEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/fast", exchange -> answer(exchange, Duration.ZERO));
        server.createContext("/slow", exchange -> answer(exchange, SLOW));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How long the call with that name took in here, in nanoseconds. */
    long nanos(String name) {
        return nanos.getOrDefault(name, 0L);
    }

    /** How many calls were in here at the same time, at most. */
    int most() {
        return most.get();
    }

    private void answer(HttpExchange exchange, Duration pause) throws IOException {
        var begun = System.nanoTime();
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            exchange.getRequestBody().readAllBytes();
            Thread.sleep(pause);
            var bytes = "{\"status\":\"shipped\",\"total\":49.90}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            var path = exchange.getRequestURI().getPath();
            nanos.put(path.substring(path.lastIndexOf('/') + 1), System.nanoTime() - begun);
            exchange.sendResponseHeaders(200, bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            inside.decrementAndGet();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
