package io.casebook.knowledge.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casebook.knowledge.MadeUpWords;
import io.casebook.knowledge.gaps.Conversations;
import io.casebook.knowledge.gaps.GapBook;
import io.casebook.knowledge.gaps.GapReport;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** What tests of gaps by API and on the page have in common: a gap of their own, and calls. */
abstract class GapsOverHttp {
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final String word;
    /** Ten words of its own, so that no other test's question is like it. */
    final String question;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // set by the test framework
    URI server;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the container
    GapBook book;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the container
    GapReport report;

    GapsOverHttp(MadeUpWords words) {
        word = words.next();
        question = words.next(10);
    }

    final JsonNode gap(String id) throws Exception {
        return ok(get("/v1/knowledge/gaps/" + id));
    }

    /** One case that a person resolved. */
    final JsonNode given(String reply) throws Exception {
        happens(Conversations.at(Instant.now().minus(Duration.ofHours(2))).resolvedCase("c-" + word, question, reply));
        return open(question);
    }

    /** The gap that a question leads. */
    final JsonNode open(String led) throws Exception {
        var gaps = ok(get("/v1/knowledge/gaps?limit=200")).get("gaps");
        for (var gap : gaps) {
            if (gap.get("question").textValue().startsWith(led.substring(0, Math.min(led.length(), 150)))) {
                return gap;
            }
        }
        throw new AssertionError("no gap for " + led + " in " + gaps);
    }

    final void happens(Conversations conversations) {
        conversations.log().forEach(book::apply);
        while (report.embedSome()) {
            // Until every question has its vector.
        }
        await().until(() -> report.read().asOf().bookVersion() == book.version());
    }

    final String decision(String body) throws IOException {
        return JSON.writeValueAsString(JSON.createObjectNode()
                .put("human_id", "anna")
                .put("title", question)
                .put("body", body));
    }

    final HttpResponse<String> page(String query) throws Exception {
        return send(request("/knowledge/gaps" + query).header("Accept", "text/html"));
    }

    final HttpResponse<String> form(String id, String fields) throws Exception {
        return send(request("/knowledge/gaps/" + id)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields)));
    }

    final HttpResponse<String> post(String path, String json) throws Exception {
        return send(request("/v1/knowledge/gaps/" + path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    final HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    final HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer local");
    }

    final HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode ok(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    static String text(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
