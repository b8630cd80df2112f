package io.casebook.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A shop on a free port with its clock at one moment, and a client for it. */
final class TestShop implements AutoCloseable {
    static final LocalDate TODAY = LocalDate.of(2026, 3, 18);
    static final Instant NOW = TODAY.atTime(9, 30).toInstant(ZoneOffset.UTC);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ShopServer server;

    private TestShop(ShopServer server) {
        this.server = server;
    }

    static TestShop in(Path folder) throws IOException {
        return at(NOW, folder);
    }

    static TestShop at(Instant now, Path folder) throws IOException {
        return new TestShop(ShopServer.start(0, folder, Clock.fixed(now, ZoneOffset.UTC)));
    }

    /** What the shop answered. */
    record Answer(int status, String type, JsonNode body) {
        String detail() {
            return body.path("detail").asText();
        }
    }

    String url() {
        return server.url();
    }

    int port() {
        return server.port();
    }

    Answer get(String path, String... headers) throws Exception {
        return send("GET", path, "", headers);
    }

    Answer post(String path, String json, String... headers) throws Exception {
        return send("POST", path, json, headers);
    }

    Answer send(String method, String path, String json, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return answer(client.send(request.build(), BodyHandlers.ofString()));
    }

    Answer answer(HttpResponse<String> response) throws IOException {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(response.statusCode(), type, Json.MAPPER.readTree(response.body()));
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
