package io.casebook.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A model and a tool that answer at once, over HTTP on loopback. The model speaks the OpenAI protocol: it proposes one tool call,
 * and answers when it sees the call's result. So a turn has three hops: model, tool, model.
 */
final class Endpoints implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final AtomicLong calls = new AtomicLong();
    private final Map<String, AtomicInteger> notes = new ConcurrentHashMap<>();
    private final String tool;

    /**
     * @param tool the tool that the model proposes: {@code lookup_order}, or {@code note_order}, which changes something
     */
    Endpoints(String tool) throws IOException {
        this.tool = tool;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::complete);
        server.createContext("/orders", exchange -> answer(exchange, "{\"status\":\"shipped\"}"));
        server.createContext("/notes", this::note);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often each note was written; each text is written by one call. */
    Map<String, AtomicInteger> notes() {
        return notes;
    }

    private void complete(HttpExchange exchange) throws IOException {
        var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        var messages = request.path("messages");
        var last = messages.path(messages.size() - 1);
        var number = calls.incrementAndGet();
        var message = last.path("role").asText().equals("tool")
                ? "{\"role\":\"assistant\",\"content\":\"Your order is on its way.\"}"
                : proposal(number);
        var finish = message.contains("tool_calls") ? "tool_calls" : "stop";
        answer(exchange, """
                {"id":"c%d","object":"chat.completion","created":1,"model":"local","choices":[{"index":0,"message":%s,"finish_reason":"%s"}],\
                "usage":{"prompt_tokens":100,"completion_tokens":10,"total_tokens":110}}""".formatted(number, message, finish));
    }

    private String proposal(long number) {
        var arguments = tool.equals("note_order")
                ? "{\\\"order_id\\\":\\\"1001\\\",\\\"note\\\":\\\"note %d\\\"}".formatted(number)
                : "{\\\"order_id\\\":\\\"%d\\\"}".formatted(number);
        return """
                {"role":"assistant","content":null,"tool_calls":[{"id":"t%d","type":"function","function":{"name":"%s","arguments":"%s"}}]}""".formatted(number, tool, arguments);
    }

    private void note(HttpExchange exchange) throws IOException {
        JsonNode note = JSON.readTree(exchange.getRequestBody().readAllBytes());
        notes.computeIfAbsent(note.path("note").asText(), text -> new AtomicInteger())
                .incrementAndGet();
        answer(exchange, "{\"written\":true}");
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
