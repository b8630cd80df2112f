package io.casebook.knowledge.in;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casebook.knowledge.MadeUpWords;
import io.casebook.knowledge.ScriptedModels;
import io.casebook.knowledge.tasks.Comparing;
import io.casebook.platform.tasks.Task;
import io.casebook.platform.tasks.TaskOutcome;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What models say of contradictions, and of the order of what a search found, by API and on the page. */
@QuarkusTest
class ModelsHttpTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MadeUpWords WORDS = new MadeUpWords(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String word = WORDS.next();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // set by the test framework
    URI server;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the container
    Comparing comparing;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the container
    ScriptedModels models;

    @Test
    void what_models_found_and_what_they_cleared_is_told_with_their_name_and_reason() throws Exception {
        post("a" + word, "Rides from the " + word + " station at noon take 30 minutes in winter.");
        post("b" + word, "Rides from the " + word + " station at noon take 45 minutes in winter.");
        post("c" + word, "Dogs of " + word + " travel free on <b>every</b> ride that we have.");
        post("d" + word, "Dogs of " + word + " need a ticket on every ride that we have.");
        models.doing(this::judge);
        comparing.step();
        // A model that another test's articles puzzled may not keep these waiting.
        assertThat(comparing.comparison().verdicts()).isNotEmpty();

        var report = JSON.readTree(get("/v1/knowledge/audit").body());

        assertThat(report.at("/compared/judged").intValue()).isPositive();
        assertThat(report.at("/compared/pairs").intValue())
                .isEqualTo(report.at("/compared/judged").intValue()
                        + report.at("/compared/waiting").intValue());
        var mine = mine(report);
        assertThat(mine).hasSize(2);
        var found = mine.getFirst();
        assertThat(found.at("/judgement/confirmed").booleanValue()).isTrue();
        assertThat(found.at("/judgement/model").textValue()).isEqualTo("big");
        assertThat(found.at("/judgement/reason").textValue()).isEqualTo("One asks for a ticket.");
        assertThat(List.of(
                        found.get("excerpt").textValue(),
                        found.get("other_excerpt").textValue()))
                .containsExactlyInAnyOrder("travel free", "need a ticket");
        var cleared = mine.getLast();
        assertThat(cleared.at("/judgement/confirmed").booleanValue()).isFalse();
        assertThat(cleared.get("message").textValue()).contains("gives another number");
        var page = get("/knowledge/audit").body();
        assertThat(page)
                .contains("pairs of passages judged by models")
                .contains("big: One asks for a ticket.")
                .contains("big sees no contradiction: &lt;i&gt;Two rides&lt;/i&gt;.")
                .doesNotContain("<i>Two rides");
    }

    @AfterEach
    void as_usual() {
        models.doing(ModelsInTests::usually);
    }

    @Test
    void a_search_is_put_in_order_by_a_model_but_not_at_a_position() throws Exception {
        post("one" + word, "Rent " + word + " boats.");
        post("two" + word, "Rent " + word + " boats here.");
        var scored = search("rent " + word + " boats");
        models.answering("{\"order\": [2, 1]}");
        var ordered = search("rent " + word + " boats?");
        var repeated = search("rent " + word + " boats!", "&at=" + scored.get("position"));

        assertThat(ids(ordered).subList(0, 2))
                .isEqualTo(ids(scored).subList(0, 2).reversed());
        assertThat(ordered.get("ordered_by").textValue()).isEqualTo("big");
        assertThat(ordered.get("answerability")).isEqualTo(scored.get("answerability"));
        assertThat(ids(repeated)).isEqualTo(ids(scored));
        assertThat(repeated.has("ordered_by")).isFalse();
    }

    private JsonNode search(String question, String... more) throws Exception {
        return JSON.readTree(get("/v1/knowledge/search?k=2&q=" + URLEncoder.encode(question, StandardCharsets.UTF_8)
                        + String.join("", more))
                .body());
    }

    private static List<String> ids(JsonNode found) {
        return found.get("passages").findValuesAsText("article_id");
    }

    private TaskOutcome judge(Task task) {
        var first = String.valueOf(task.material().get("first"));
        if (!first.contains(word) || first.startsWith("Rides")) {
            return ScriptedModels.answered(
                    "{\"contradict\": false, \"first_says\": \"\", \"second_says\": \"\", \"reason\": \"<i>Two rides</i>.\"}");
        }
        var free = first.contains("free");
        return ScriptedModels.answered(
                "{\"contradict\": true, \"first_says\": \"%s\", \"second_says\": \"%s\", \"reason\": \"One asks for a ticket.\"}"
                        .formatted(free ? "travel free" : "need a ticket", free ? "need a ticket" : "travel free"));
    }

    private List<JsonNode> mine(JsonNode report) {
        var mine = new ArrayList<JsonNode>();
        for (var finding : report.get("findings")) {
            if (finding.get("kind").textValue().equals("contradiction")
                    && finding.get("article_id").textValue().endsWith(word)) {
                mine.add(finding);
            }
        }
        return mine;
    }

    private void post(String id, String body) throws Exception {
        var article =
                JSON.createObjectNode().put("id", id).put("title", "Rides").put("body", body);
        var answer = http.send(
                request("/v1/articles")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(article.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer local");
    }
}
