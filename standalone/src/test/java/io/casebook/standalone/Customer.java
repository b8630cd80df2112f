package io.casebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A customer on the other end of the HTTP API, and the few things that people at the desk do. */
final class Customer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;
    private final String conversationId = "it-" + UUID.randomUUID();
    private int heard;

    Customer(String url) {
        this.url = url;
    }

    /** A customer whose conversation is with the AI agent. */
    static Customer of(String url) {
        var customer = new Customer(url);
        customer.open();
        return customer;
    }

    private void open() {
        var opened = call("POST", "/v1/conversations", """
                {"id":"%s","customer_id":"customer-demo","channel":"web","assignee_type":"AI Agent"}""".formatted(conversationId));
        assertThat(opened.statusCode()).isEqualTo(200);
    }

    String conversationId() {
        return conversationId;
    }

    /** Says something and waits for the answer. */
    String asks(String text) {
        says(text);
        return hears();
    }

    void says(String text) {
        assertThat(post(UUID.randomUUID().toString(), text).statusCode()).isEqualTo(200);
    }

    HttpResponse<String> post(String messageId, String text) {
        return call("POST", "/v1/conversations/" + conversationId + "/messages", """
                {"id":"%s","body":"%s","participant_id":"c","participant_type":"Customer","created":"%s"}""".formatted(
                        messageId, text, Instant.now()));
    }

    /** The next thing that somebody on the company's side says. */
    String hears() {
        await().atMost(PATIENCE).until(() -> answers().size() > heard);
        var next = answers().get(heard);
        heard++;
        return next.path("body").asText();
    }

    List<JsonNode> answers() {
        var answers = new ArrayList<JsonNode>();
        for (var message : messages()) {
            if (!message.path("participant_type").asText().equals("Customer")) {
                answers.add(message);
            }
        }
        return answers;
    }

    /** The transcript; empty while the tables have not seen the conversation yet. */
    JsonNode messages() {
        var answer = call("GET", "/v1/conversations/" + conversationId + "/messages", null);
        return answer.statusCode() == 200 ? json(answer) : JSON.createArrayNode();
    }

    JsonNode conversation() {
        return json(call("GET", "/v1/conversations/" + conversationId, null));
    }

    JsonNode timeline() {
        return json(call("GET", "/v1/conversations/" + conversationId + "/timeline", null));
    }

    /** Waits until the desk shows an open case of this conversation. */
    JsonNode caseAtTheDesk(String kind) {
        await().atMost(PATIENCE).until(() -> !cases(kind).isEmpty());
        return cases(kind).getFirst();
    }

    private List<JsonNode> cases(String kind) {
        var mine = new ArrayList<JsonNode>();
        var all = json(call("GET", "/v1/escalations", null));
        for (var each : all.isArray() ? all : all.path("escalations")) {
            if (each.path("conversation_id").asText().equals(conversationId)
                    && each.path("kind").asText().equalsIgnoreCase(kind)
                    && !each.path("status").asText().equalsIgnoreCase("closed")) {
                mine.add(each);
            }
        }
        return mine;
    }

    HttpResponse<String> desk(JsonNode escalation, String action, String body) {
        return call("POST", "/v1/escalations/" + escalation.path("id").asText() + "/" + action, body);
    }

    HttpResponse<String> call(String method, String path, @org.jspecify.annotations.Nullable String body) {
        var publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer local")
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
