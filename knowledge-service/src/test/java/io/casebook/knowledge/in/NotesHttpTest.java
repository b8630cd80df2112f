package io.casebook.knowledge.in;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notes: knowledge with a beginning and an end. */
@QuarkusTest
class NotesHttpTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String id = "n-" + UUID.randomUUID();
    private final Instant now = Instant.now();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // set by the test framework
    URI server;

    @Test
    void a_note_is_found_while_it_holds_and_never_before_or_after() throws Exception {
        write(
                "Payments with walrus cards are down.",
                now.plus(Duration.ofHours(1)),
                now.plus(Duration.ofHours(3)),
                200);

        assertThat(found("walrus cards", now)).doesNotContain("note." + id);
        assertThat(found("walrus cards", now.plus(Duration.ofHours(2)))).contains("note." + id);
        assertThat(found("walrus cards", now.plus(Duration.ofHours(3)))).doesNotContain("note." + id);
        assertThat(ok("GET", "/v1/notes/" + id, "").path("state").asText()).isEqualTo("planned");
    }

    @Test
    void a_note_without_a_start_holds_at_once_and_can_be_ended_early() throws Exception {
        var written = ok("POST", "/v1/notes", """
                {"id": "%s", "body": "The otter depot is closed.", "end": "%s"}
                """.formatted(id, now.plus(Duration.ofHours(3))));

        assertThat(written.path("state").asText()).isEqualTo("holds");
        assertThat(written.path("title").asText()).isEqualTo("The otter depot is closed.");
        assertThat(found("otter depot", null)).contains("note." + id);

        assertThat(ok("POST", "/v1/notes/" + id + "/end", "").path("state").asText())
                .isEqualTo("over");
        assertThat(found("otter depot", null)).doesNotContain("note." + id);
        assertThat(ok("POST", "/v1/notes/" + id + "/end", "").path("state").asText())
                .as("again")
                .isEqualTo("over");
    }

    @Test
    void the_same_note_again_is_no_new_version() throws Exception {
        var end = now.plus(Duration.ofHours(3));
        var first = write("The seal line is busy.", now, end, 200);
        var again = ok("POST", "/v1/notes", """
                {"id": "%s", "body": "The seal line is busy.", "end": "%s"}
                """.formatted(id, end));

        assertThat(again.path("position")).isEqualTo(first.path("position"));
    }

    @Test
    void notes_are_listed_with_those_that_hold_first_and_can_be_deleted_twice() throws Exception {
        write("Over.", now.minus(Duration.ofHours(3)), now.minus(Duration.ofHours(1)), 200);
        var over = id;
        ok("POST", "/v1/notes", """
                {"id": "%s-b", "body": "Holds.", "end": "%s"}""".formatted(id, now.plus(Duration.ofHours(1))));

        var ids = new ArrayList<String>();
        ok("GET", "/v1/notes", "").forEach(note -> ids.add(note.path("id").asText()));
        assertThat(ids).containsSubsequence(over + "-b", over);

        assertThat(call("DELETE", "/v1/notes/" + over, "").statusCode()).isEqualTo(204);
        assertThat(call("DELETE", "/v1/notes/" + over, "").statusCode()).isEqualTo(204);
        assertThat(call("GET", "/v1/notes/" + over, "").statusCode()).isEqualTo(404);
        assertThat(call("DELETE", "/v1/notes/never-there", "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "body": "x"                                                                     | end
            "body": "x", "end": "tomorrow"                                                  | end
            "end": "2030-01-02T00:00:00Z"                                                   | body
            "body": "x", "start": "2030-01-02T00:00:00Z", "end": "2030-01-01T00:00:00Z"     | end
            "body": "x", "start": "2030-01-02T00:00:00Z", "end": "2031-01-01T00:00:00Z"     | 92 days at most
            "body": "x", "end": "2030-01-01T00:00:00Z", "start": "2029-12-31T00:00:00Z", "visibility": "all" | visibility
            """)
    void what_is_wrong_with_a_note_is_told_by_its_field(String fields, String told) throws Exception {
        var answer = call("POST", "/v1/notes", "{\"id\": \"" + id + "\", " + fields + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(told);
    }

    @Test
    void a_note_that_has_not_begun_cannot_be_ended_and_a_long_one_is_an_article() throws Exception {
        write("Later.", now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(2)), 200);

        assertThat(call("POST", "/v1/notes/" + id + "/end", "").statusCode()).isEqualTo(409);
        var long_ = write("much ".repeat(500), now, now.plus(Duration.ofHours(1)), 400);
        assertThat(long_.toString()).contains("write an article");
    }

    private JsonNode write(String text, Instant start, Instant end, int status) throws Exception {
        var answer = call("POST", "/v1/notes", """
                {"id": "%s", "body": "%s", "start": "%s", "end": "%s"}""".formatted(id, text, start, end));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private List<String> found(String question, @org.jspecify.annotations.Nullable Instant validAt) throws Exception {
        var at = validAt == null ? "" : "&valid_at=" + validAt;
        var ids = new ArrayList<String>();
        ok("GET", "/v1/knowledge/search?k=20&q=" + URLEncoder.encode(question, StandardCharsets.UTF_8) + at, "")
                .path("passages")
                .forEach(passage -> ids.add(passage.path("article_id").asText()));
        return ids;
    }

    private JsonNode ok(String method, String path, String body) throws Exception {
        var answer = call(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Authorization", "Bearer local")
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
