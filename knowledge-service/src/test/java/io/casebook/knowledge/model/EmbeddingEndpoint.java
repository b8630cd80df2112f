package io.casebook.knowledge.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.casebook.knowledge.WordEmbeddings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An endpoint that speaks the embedding protocols of OpenAI and Ollama; its vectors count words and are not of length 1. */
final class EmbeddingEndpoint implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final WordEmbeddings words = new WordEmbeddings();
    private final Queue<String> keys = new ConcurrentLinkedQueue<>();
    private volatile int status = 200;

    EmbeddingEndpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/embeddings", this::openAi);
        server.createContext("/api/embed", this::ollama);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Every call is answered by this status from now on. */
    void answers(int other) {
        status = other;
    }

    List<String> keys() {
        return List.copyOf(keys);
    }

    private void openAi(HttpExchange exchange) throws IOException {
        var data = new ArrayList<String>();
        for (var vector : vectors(exchange)) {
            data.add("{\"object\":\"embedding\",\"index\":%d,\"embedding\":%s}".formatted(data.size(), vector));
        }
        answer(
                exchange,
                "{\"object\":\"list\",\"model\":\"m\",\"data\":[%s],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}"
                        .formatted(String.join(",", data)));
    }

    private void ollama(HttpExchange exchange) throws IOException {
        answer(exchange, "{\"model\":\"m\",\"embeddings\":[%s]}".formatted(String.join(",", vectors(exchange))));
    }

    private List<String> vectors(HttpExchange exchange) throws IOException {
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        var vectors = new ArrayList<String>();
        for (var text : JSON.readTree(exchange.getRequestBody()).path("input")) {
            var numbers = new ArrayList<String>();
            for (var number : words.embed(text.asText())) {
                numbers.add(String.valueOf(3 * number));
            }
            vectors.add(numbers.toString());
        }
        return vectors;
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            var bytes = (status == 200 ? body : "{\"error\":{\"message\":\"no\"}}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
