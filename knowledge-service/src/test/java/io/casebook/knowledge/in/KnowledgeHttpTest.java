package io.casebook.knowledge.in;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The running service, called as an integration calls it; its log is in memory. */
@QuarkusTest
class KnowledgeHttpTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String id = "a-" + UUID.randomUUID();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // set by the test framework
    URI server;

    @Test
    void an_article_is_found_as_soon_as_it_is_accepted() throws Exception {
        var article = ok(post("/v1/articles", """
                {"id": "%s", "author_id": "jo", "title": "Zeppelin rides", "description": "About rides",
                 "body": "A zeppelin ride costs 40 euros.", "visibility": "public", "topic_id": "rides",
                 "status": "published", "data": {"a": [1]}, "created": "2026-01-01T00:00:00Z",
                 "last_edited": "2026-01-02T00:00:00Z", "public_url": "https://shop.example/z"}
                """.formatted(id)));
        var found = ok(get("/v1/knowledge/search?q=" + text("how much is a zeppelin ride")));

        assertThat(article.get("id").textValue()).isEqualTo(id);
        assertThat(article.get("usage_status").textValue()).isEqualTo("on");
        assertThat(article.get("data").toString()).isEqualTo("{\"a\":[1]}");
        assertThat(found.get("position").longValue())
                .isGreaterThanOrEqualTo(article.get("position").longValue());
        assertThat(found.get("answerability").doubleValue()).isGreaterThan(0.75);
        var passage = found.get("passages").get(0);
        assertThat(passage.get("article_id").textValue()).isEqualTo(id);
        assertThat(passage.get("article_position")).isEqualTo(article.get("position"));
        assertThat(passage.get("url").textValue()).isEqualTo("https://shop.example/z");
        assertThat(passage.get("text").textValue()).contains("40 euros");
        assertThat(passage.get("score").doubleValue()).isBetween(0.0, 1.0);
    }

    @Test
    void an_audit_tells_what_is_wrong_with_the_articles() throws Exception {
        ok(post("/v1/articles", article(id, "Our server is narwhal.internal, do not share.")));

        var report = ok(get("/v1/knowledge/audit"));

        assertThat(report.get("articles").intValue()).isPositive();
        assertThat(report.get("findings"))
                .anyMatch(finding -> finding.get("article_id").textValue().equals(id)
                        && finding.get("kind").textValue().equals("internal_detail")
                        && finding.get("excerpt").textValue().equals("do not share")
                        && !finding.has("other_article_id"));
    }

    @Test
    void the_page_of_the_audit_shows_it_with_every_word_escaped() throws Exception {
        ok(post("/v1/articles", article(id, "Narwhal 2.internal: <script>alert(1)</script> do not share, x.internal")));

        var page = http.send(
                HttpRequest.newBuilder(server.resolve("/knowledge/audit"))
                        .header("Authorization", "Bearer local")
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Internal details that customers see", id, "do not share")
                .doesNotContain("<script>");
    }

    @Test
    void the_same_article_again_is_no_new_version() throws Exception {
        var first = ok(post("/v1/articles", article(id, "Quokkas live here.")));
        var again = ok(post("/v1/articles", article(id, "Quokkas live here.")));
        var changed = ok(post("/v1/articles", article(id, "Quokkas live there.")));

        assertThat(again).isEqualTo(first);
        assertThat(changed.get("position").longValue())
                .isGreaterThan(first.get("position").longValue());
        assertThat(ok(get("/v1/articles/" + id)).get("body").textValue()).isEqualTo("Quokkas live there.");
    }

    @Test
    void a_search_at_a_position_or_a_moment_finds_what_was_found_then() throws Exception {
        var first = ok(post("/v1/articles", article(id, "Narwhal tickets cost 10 euros.")));
        var before = search("narwhal tickets", "");
        ok(post("/v1/articles", article(id, "Narwhal tickets cost 99 euros.")));
        var after = search("narwhal tickets", "");
        var atPosition = search("narwhal tickets", "&at=" + first.get("position"));
        var atMoment = search(
                "narwhal tickets", "&at=" + text(first.get("published_at").textValue()));

        assertThat(before.toString()).contains("10 euros");
        assertThat(after.toString()).contains("99 euros").doesNotContain("10 euros");
        assertThat(atPosition.get("passages")).isEqualTo(before.get("passages"));
        assertThat(atMoment.get("passages")).isEqualTo(before.get("passages"));
        assertThat(atPosition.get("position")).isEqualTo(first.get("position"));
        assertThat(search("narwhal tickets", "&at=-1").get("passages")).isEmpty();
    }

    @Test
    void an_article_that_is_switched_off_is_not_found() throws Exception {
        ok(post("/v1/articles", article(id, "Axolotl care is easy.")));
        var off = ok(post("/v1/articles/" + id + "/usage-status", "{\"usage_status\": \"off\"}"));
        var whileOff = search("axolotl care", "");
        var on = ok(post("/v1/articles/" + id + "/usage-status", "{\"usage_status\": \"on\"}"));

        assertThat(off.get("usage_status").textValue()).isEqualTo("off");
        assertThat(whileOff.toString()).doesNotContain("Axolotl");
        assertThat(on.get("usage_status").textValue()).isEqualTo("on");
        assertThat(search("axolotl care", "").toString()).contains("Axolotl");
    }

    @Test
    void an_article_can_be_deleted_twice_and_an_unknown_one_not() throws Exception {
        ok(post("/v1/articles", article(id, "Tapirs sleep.")));

        assertThat(send(request("/v1/articles/" + id).DELETE()).statusCode()).isEqualTo(204);
        assertThat(send(request("/v1/articles/" + id).DELETE()).statusCode()).isEqualTo(204);
        assertProblem(get("/v1/articles/" + id), 404, "not_found");
        assertProblem(send(request("/v1/articles/nobody").DELETE()), 404, "not_found");
        assertProblem(post("/v1/articles/nobody/usage-status", "{\"usage_status\": \"on\"}"), 404, "not_found");
        assertThat(search("tapirs", "").toString()).doesNotContain("Tapirs");
    }

    @Test
    void internal_articles_are_for_who_asks_for_them() throws Exception {
        ok(post(
                "/v1/articles",
                article(id, "Okapi bonus is secret.").replace("\"title\"", "\"visibility\": \"internal\", \"title\"")));

        assertThat(search("okapi bonus", "").toString()).doesNotContain("Okapi");
        assertThat(search("okapi bonus", "&visibility=users").toString()).doesNotContain("Okapi");
        assertThat(search("okapi bonus", "&visibility=internal").toString()).contains("Okapi");
    }

    @Test
    void articles_are_listed_in_order_and_page_by_page() throws Exception {
        for (var i = 0; i < 3; i++) {
            ok(post("/v1/articles", article(id + i, "Page " + i)));
        }
        var listed = ok(get("/v1/articles?limit=2&after=" + id));

        assertThat(ids(listed)).containsExactly(id + 0, id + 1);
        assertThat(listed.get(0).get("status").textValue()).isEqualTo("published");
        assertThat(listed.get(0).has("body")).isFalse();
    }

    @Test
    void topics_are_defined_and_listed() throws Exception {
        var topic = ok(post("/v1/topics", "{\"id\": \"%s\", \"name\": \"Returns\"}".formatted(id)));
        var again = ok(post("/v1/topics", "{\"id\": \"%s\", \"name\": \"Returns\"}".formatted(id)));
        var child = ok(post(
                "/v1/topics", "{\"id\": \"%s-c\", \"name\": \"Labels\", \"parent_id\": \"%s\"}".formatted(id, id)));

        assertThat(again).isEqualTo(topic);
        assertThat(child.get("parent_id").textValue()).isEqualTo(id);
        assertThat(ids(ok(get("/v1/topics")))).contains(id, id + "-c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"title": "x", "body": "y"}                                                | id
            {"id": "a b", "title": "x", "body": "y"}                                   | id
            {"id": "x", "body": "y"}                                                   | title
            {"id": "x", "title": "x"}                                                  | body
            {"id": "x", "title": 7, "body": "y"}                                       | title
            {"id": "x", "title": "x", "body": "<script>alert(1)</script>"}             | body
            {"id": "x", "title": "x", "body": "y", "visibility": "secret"}             | visibility
            {"id": "x", "title": "x", "body": "y", "status": "live"}                   | status
            {"id": "x", "title": "x", "body": "y", "format": "pdf"}                    | format
            {"id": "x", "title": "x", "body": "y", "language": "??"}                   | language
            {"id": "x", "title": "x", "body": "y", "public_url": "javascript:alert(1)"}| public_url
            {"id": "x", "title": "x", "body": "y", "created": "yesterday"}             | created
            {"id": "x", "title": "x", "body": "y", "valid_from": "2026-02-01T00:00:00Z", "valid_to": "2026-01-01T00:00:00Z"} | valid_to
            {"id": "x", "title": "x", "body": "y", "valid_to": "+300000-01-01T00:00:00Z"}                                    | valid_to
            """)
    void a_wrong_article_is_refused_with_the_name_of_the_field(String body, String field) throws Exception {
        var problem = assertProblem(post("/v1/articles", body), 400, "invalid_argument");

        assertThat(problem.get("details").get("field").textValue()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            k=3                        | q
            q=                         | q
            q=x&k=0                    | k
            q=x&k=51                   | k
            q=x&k=many                 | k
            q=x&at=yesterday           | at
            q=x&at=-2                  | at
            q=x&at=2999-01-01T00:00:00Z| at
            q=x&at=99999999999999999999| at
            q=x&visibility=everything  | visibility
            q=x&agent_id=a%20b         | agent_id
            q=x&valid_at=noon          | valid_at
            """)
    void a_wrong_search_is_refused_with_the_name_of_the_parameter(String query, String field) throws Exception {
        var problem = assertProblem(get("/v1/knowledge/search?" + query), 400, "invalid_argument");

        assertThat(problem.get("details").get("field").textValue()).isEqualTo(field);
    }

    @Test
    void a_position_to_come_is_refused() throws Exception {
        var problem = assertProblem(get("/v1/knowledge/search?q=x&at=123456"), 409, "failed_precondition");

        assertThat(problem.get("message").textValue()).contains("not yet at 123456");
    }

    @Test
    void unknown_fields_are_ignored_with_a_warning() throws Exception {
        var answer = post("/v1/articles", article(id, "Gibbons sing.").replace("{", "{\"colour\": \"red\","));

        ok(answer);
        assertThat(answer.headers().firstValue("X-Casebook-Warning")).hasValue("ignored unknown fields: colour");
    }

    @Test
    void nobody_searches_without_a_key() throws Exception {
        var request = HttpRequest.newBuilder(server.resolve("/v1/knowledge/search?q=x"));

        assertProblem(send(request), 401, "unauthenticated");
    }

    private JsonNode search(String question, String more) throws Exception {
        return ok(get("/v1/knowledge/search?q=" + text(question) + more));
    }

    private static String article(String id, String body) {
        return "{\"id\": \"%s\", \"title\": \"About %s\", \"body\": \"%s\"}".formatted(id, id, body);
    }

    private static List<String> ids(JsonNode list) {
        var ids = new ArrayList<String>();
        list.forEach(element -> ids.add(element.get("id").textValue()));
        return ids;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer local");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode ok(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode assertProblem(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        var problem = JSON.readTree(answer.body());
        assertThat(problem.get("code").textValue()).isEqualTo(code);
        return problem;
    }

    private static String text(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
