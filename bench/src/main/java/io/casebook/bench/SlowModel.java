package io.casebook.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A model behind the chat completions protocol that takes its time over every answer, and counts. */
final class SlowModel implements AutoCloseable {
    private static final int BACKLOG = 2048;
    private static final byte[] ANSWER = """
            {"id":"c","object":"chat.completion","created":1,"model":"slow",
             "choices":[{"index":0,"message":{"role":"assistant","content":"Your order left the warehouse yesterday."},"finish_reason":"stop"}],
             "usage":{"prompt_tokens":500,"completion_tokens":10,"total_tokens":510}}""".getBytes(StandardCharsets.UTF_8);

    private static final byte[] GARBAGE = "{\"choices\":{}}".getBytes(StandardCharsets.UTF_8);
    private static final int SLOWER = 10;

    private final HttpServer server;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final List<Long> arrivals = new CopyOnWriteArrayList<>();
    private volatile long millis;
    private volatile Behaviour behaviour = Behaviour.SOUND;
    private volatile boolean countsArrivals;

    /** What it does with a call. */
    enum Behaviour {
        /** It answers. */
        SOUND,
        /** It ends the connection without a word. */
        DOWN,
        /** It answers in ten times the time. */
        SLOW,
        /** It sends something that is no answer. */
        GARBAGE
    }

    SlowModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::complete);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** From now on every answer takes that long, and counting begins anew. */
    void takes(long newMillis) {
        millis = newMillis;
        most.set(0);
        arrivals.clear();
    }

    /** From now on it behaves so. */
    void behaves(Behaviour newBehaviour) {
        behaviour = newBehaviour;
    }

    /** How many calls were here at the same time at most. */
    int mostInFlight() {
        return most.get();
    }

    /** Whether the time of each arrival is kept. */
    void countArrivals(boolean count) {
        countsArrivals = count;
    }

    /** When calls arrived, in nanoseconds, in their order. */
    List<Long> arrivals() {
        return arrivals.stream().sorted().toList();
    }

    private void complete(HttpExchange exchange) throws IOException {
        if (countsArrivals) {
            arrivals.add(System.nanoTime());
        }
        most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        var now = behaviour;
        if (now == Behaviour.DOWN) {
            inFlight.decrementAndGet();
            // Without a status, so that the connection ends.
            exchange.close();
            return;
        }
        try (exchange) {
            var takes = now == Behaviour.SLOW ? SLOWER * millis : millis;
            var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(takes);
            exchange.getRequestBody().readAllBytes();
            var left = until - System.nanoTime();
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            var body = now == Behaviour.GARBAGE ? GARBAGE : ANSWER;
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            inFlight.decrementAndGet();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
