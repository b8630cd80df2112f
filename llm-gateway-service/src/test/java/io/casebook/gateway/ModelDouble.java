package io.casebook.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A double of an endpoint that speaks the chat completions protocol: it answers as it was told, in order, the last one again. */
public final class ModelDouble implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Answer> script = new ArrayDeque<>();
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closed = new CountDownLatch(1);

    /** How it answers one request. */
    @FunctionalInterface
    public interface Answer {
        /** Answers. */
        void to(HttpExchange exchange) throws IOException;
    }

    /** Starts on a free port. */
    public ModelDouble(Answer... answers) {
        try {
            script.addAll(List.of(answers));
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/v1/chat/completions", this::handle);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Answer answer;
            synchronized (script) {
                answer = script.size() > 1 ? script.remove() : script.element();
            }
            answer.to(exchange);
        }
    }

    /** Its base address. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** How often it was asked. */
    public int asked() {
        return bodies.size();
    }

    /** The body of a request, from 0. */
    public String body(int index) {
        return bodies.get(index);
    }

    /** The authorization of a request. */
    public String key(int index) {
        return keys.get(index);
    }

    /** Says something. */
    public static Answer says(String text) {
        return json(200, completion("\"content\":" + quoted(text), "stop"));
    }

    /** Says something and stops for a reason. */
    public static Answer says(String text, String finishReason) {
        return json(200, completion("\"content\":" + quoted(text), finishReason));
    }

    /** Calls tools: name, arguments, name, arguments ... */
    public static Answer calls(String... namesAndArguments) {
        var calls = new ArrayList<String>();
        for (var i = 0; i < namesAndArguments.length; i += 2) {
            calls.add("{\"id\":\"call_%d\",\"type\":\"function\",\"function\":{\"name\":%s,\"arguments\":%s}}"
                    .formatted(i / 2, quoted(namesAndArguments[i]), quoted(namesAndArguments[i + 1])));
        }
        return json(200, completion("\"content\":null,\"tool_calls\":[" + String.join(",", calls) + "]", "tool_calls"));
    }

    /** Fails with a status, a body and headers. */
    public static Answer fails(int status, String body, Map<String, String> headers) {
        return exchange -> {
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            json(status, body).to(exchange);
        };
    }

    /** Fails with a status. */
    public static Answer fails(int status) {
        return fails(
                status, "{\"error\":{\"message\":\"about the customer's text\",\"code\":\"some_code\"}}", Map.of());
    }

    /** A raw answer. */
    public static Answer raw(int status, String type, String body) {
        return exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** A JSON answer. */
    public static Answer json(int status, String body) {
        return raw(status, "application/json", body);
    }

    /** Breaks the connection off in the middle of an answer. */
    public static Answer drops() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"cho".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("dropped on purpose");
        };
    }

    /** Never answers. */
    public Answer hangs() {
        return exchange -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Adds an answer to the script. */
    public void then(Answer answer) {
        synchronized (script) {
            script.add(answer);
        }
    }

    private static String completion(String message, String finishReason) {
        return """
                {"id":"c1","object":"chat.completion","created":1,"model":"m",
                 "choices":[{"index":0,"message":{"role":"assistant",%s},"finish_reason":"%s"}],
                 "usage":{"prompt_tokens":1000,"completion_tokens":20,"total_tokens":1020,"prompt_tokens_details":{"cached_tokens":400}}}
                """.formatted(message, finishReason);
    }

    /** A JSON string. */
    public static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
