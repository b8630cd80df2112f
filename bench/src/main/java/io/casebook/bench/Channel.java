package io.casebook.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** A channel adapter: opens conversations and posts messages over the HTTP API. */
final class Channel {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final String url;

    Channel(String url) {
        this.url = url;
    }

    /** Opens a conversation with the AI agent. */
    void open(String id) throws IOException, InterruptedException {
        var answer = http.send(post("/v1/conversations", """
                        {"id":"%s","customer_id":"customer-%s","channel":"web","assignee_type":"AI Agent"}""".formatted(id, id)), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("opening answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** Posts a message; completes with true when the product accepted it, false when it refused or did not answer. */
    CompletableFuture<Boolean> say(String conversationId, String messageId, String text) {
        var body = """
                {"id":"%s","body":"%s","participant_id":"customer","participant_type":"Customer","created":"%s"}""".formatted(messageId, text, Instant.now());
        return http.sendAsync(
                        post("/v1/conversations/" + conversationId + "/messages", body),
                        HttpResponse.BodyHandlers.discarding())
                .handle((answer, fault) -> fault == null && answer.statusCode() / 100 == 2);
    }

    /** Gives the conversation to the AI agent again; says nothing where that is refused or fails. */
    void assignToAgent(String conversationId) {
        var request = HttpRequest.newBuilder(URI.create(url + "/v1/conversations/" + conversationId + "/assignee"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer local")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"assignee_type\":\"AI Agent\"}"))
                .build();
        var _ = http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .handle((answer, fault) -> fault == null)
                .join();
    }

    private HttpRequest post(String path, String body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer local")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** The size of a conversation's stored state in bytes. */
    int stateBytes(String conversationId) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/internal/conversations/" + conversationId + "/state"))
                .header("Authorization", "Bearer local")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body().length;
    }
}
