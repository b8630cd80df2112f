package io.casebook.tools;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A tool on this machine that answers as a test wants it, and remembers what it was asked. */
public final class ToolDouble implements AutoCloseable {
    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Script script = exchange -> answer(exchange, 200, "application/json", "{}");

    /** How it answers. */
    @FunctionalInterface
    public interface Script {
        /** Answers one request. */
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /**
     * What it was asked.
     *
     * @param method method
     * @param target path and query as they came
     * @param body body
     * @param exchange the rest
     */
    public record Asked(String method, String target, String body, HttpExchange exchange) {
        /** A header; null where there is none. */
        public @Nullable String header(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }
    }

    public ToolDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), body, exchange));
            try {
                script.answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        server.start();
    }

    /** Its address, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on it answers like this. */
    public ToolDouble answers(Script next) {
        script = next;
        return this;
    }

    /** From now on it answers with JSON. */
    public ToolDouble answers(int status, String json) {
        return answers(exchange -> answer(exchange, status, "application/json", json));
    }

    /** All it was asked, in order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The last it was asked. */
    public Asked last() {
        return asked.getLast();
    }

    /** Sends a whole answer. */
    public static void answer(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        answer(exchange, status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a whole answer. */
    public static void answer(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        if (!contentType.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Promises more than it sends, and hangs up. */
    public static void dropMidBody(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write("{\"id\":".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    /** Sends until nobody listens any more. */
    public static void endless(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        var chunk = "[1,2,3,4,5,6,7,8,9],".repeat(500).getBytes(StandardCharsets.UTF_8);
        while (!Thread.currentThread().isInterrupted()) {
            exchange.getResponseBody().write(chunk);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
