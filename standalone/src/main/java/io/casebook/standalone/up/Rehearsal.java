package io.casebook.standalone.up;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * A short conversation over HTTP, so that the JVM sees most of the code that a first customer would wake up. What it learns is kept for
 * later starts; whether the answers are right is for the tests.
 */
final class Rehearsal {
    private static final Logger LOG = Logger.getLogger(Rehearsal.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final String CONVERSATIONS = "/v1/conversations";
    private static final List<String> QUESTIONS =
            List.of("Where is my order 1001?", "How long do I have to return a jacket?");

    private final URI url;
    private final HttpClient http;

    private Rehearsal(int port, HttpClient http) {
        this.url = URI.create("http://localhost:" + port);
        this.http = http;
    }

    static void of(int port) {
        try (var http = HttpClient.newHttpClient()) {
            new Rehearsal(port, http).play();
        } catch (IOException e) {
            LOG.warnf("the rehearsal ended early: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play() throws IOException, InterruptedException {
        get("/");
        get("/q/health/ready");
        for (var i = 0; i < QUESTIONS.size(); i++) {
            var id = "rehearsal-" + i;
            var now = Instant.now();
            post(CONVERSATIONS, """
                    {"id": "%s", "customer_id": "customer-demo", "channel": "web", "assignee_type": "AI Agent", "created": "%s"}""".formatted(id, now));
            post("%s/%s/messages".formatted(CONVERSATIONS, id), """
                    {"id": "%s-m", "body": "%s", "participant_id": "customer-demo", "participant_type": "Customer", "created": "%s"}""".formatted(id, QUESTIONS.get(i), now));
            awaitAnswer("%s/%s/messages".formatted(CONVERSATIONS, id));
        }
    }

    private void awaitAnswer(String transcript) throws IOException, InterruptedException {
        var until = System.nanoTime() + ANSWER_WITHIN.toNanos();
        while (System.nanoTime() < until && !get(transcript).contains("\"AI Agent\"")) {
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofString()).body();
    }

    private void post(String path, String json) throws IOException, InterruptedException {
        var answer = http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
        LOG.debugf("%s: %d", path, answer.statusCode());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(ANSWER_WITHIN).header("Authorization", "Bearer local");
    }
}
