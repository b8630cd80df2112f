package io.casebook.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A running server, called as strangers, browsers and integrations call it. */
@QuarkusTest
class HttpMannersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // set by the test framework
    URI server;

    @Test
    void answers_with_names_in_snake_case() throws Exception {
        var answer = send(withKey("/v1/probe"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"first_name\":\"Ada\",\"other_names\":[\"Augusta\"]}");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void refuses_a_call_without_a_key() throws Exception {
        var answer = send(request("/v1/probe"));

        assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void refuses_a_matrix_parameter_as_a_way_around_the_key() throws Exception {
        assertProblem(send(request("/v1;x=y/probe")), 401, "unauthenticated");
        assertProblem(send(request("//v1/probe")), 401, "unauthenticated");
        assertProblem(send(request("/chat/../v1/probe")), 401, "unauthenticated");
        assertProblem(send(request("/%761/probe")), 401, "unauthenticated");
    }

    @Test
    void tells_what_a_resource_refuses() throws Exception {
        var problem = assertProblem(send(withKey("/v1/probe/fails/refused")), 409, "already_exists");

        assertThat(problem.get("message").textValue()).isEqualTo("this id is taken; use another one");
        assertThat(problem.get("detail")).isEqualTo(problem.get("message"));
        assertThat(problem.get("details").get("trace_id").textValue()).hasSize(32);
    }

    @Test
    void keeps_the_content_of_a_fault_to_itself() throws Exception {
        var answer = send(withKey("/v1/probe/fails/unexpected"));

        assertProblem(answer, 500, "internal");
        assertThat(answer.body()).doesNotContain("4111");
    }

    @Test
    void asks_to_repeat_what_kafka_did_not_take() throws Exception {
        var answer = send(withKey("/v1/probe/fails/kafka"));

        assertProblem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void answers_an_unknown_path_with_a_problem() throws Exception {
        assertProblem(send(withKey("/v1/nothing")), 404, "not_found");
        assertProblem(send(withKey("/nowhere")), 404, "not_found");
    }

    @Test
    void answers_a_wrong_method_with_a_problem() throws Exception {
        assertProblem(send(withKey("/v1/probe").DELETE()), 405, "invalid_argument");
    }

    @Test
    void names_the_field_that_is_missing() throws Exception {
        var problem = assertProblem(send(post("/v1/probe/body", "{\"nome\":\"Ada\"}")), 400, "invalid_argument");

        assertThat(problem.get("details").get("field").textValue()).isEqualTo("name");
    }

    @Test
    void reports_the_fields_that_it_ignored() throws Exception {
        var answer = send(post("/v1/probe/body", "{\"name\":\"Ada\",\"colour\":\"red\"}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(JsonBody.WARNING_HEADER)).hasValue("ignored unknown fields: colour");
    }

    @Test
    void refuses_broken_json_and_a_body_that_is_too_large() throws Exception {
        assertProblem(send(post("/v1/probe/body", "{\"name\":")), 400, "invalid_argument");
        var large = "{\"name\":\"" + "a".repeat(JsonBody.MOST_BYTES) + "\"}";
        assertProblem(send(post("/v1/probe/body", large)), 413, "resource_exhausted");
    }

    @Test
    void names_the_field_of_a_wrong_type_in_a_typed_body() throws Exception {
        var answer = send(post("/v1/probe/typed", "{\"order_id\":\"1\",\"item_count\":\"many\"}"));

        assertThat(assertProblem(answer, 400, "invalid_argument")
                        .get("details")
                        .get("field")
                        .textValue())
                .isEqualTo("item_count");
        assertProblem(send(post("/v1/probe/typed", "nonsense")), 400, "invalid_argument");
    }

    @Test
    void refuses_a_body_of_another_type() throws Exception {
        var answer = send(withKey("/v1/probe/body")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("hello")));

        assertProblem(answer, 415, "invalid_argument");
    }

    @Test
    void gives_pages_the_headers_that_keep_foreign_scripts_out() throws Exception {
        var answer = send(withKey("/v1/probe/page").header("Accept", "text/html"));

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'");
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("SAMEORIGIN");
    }

    @Test
    void hands_a_browser_on_this_machine_the_key_of_local_mode() throws Exception {
        var answer = send(request("/v1/probe/page").header("Accept", "text/html"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("casebook_key=local")
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict");
        assertThat(send(request("/v1/probe").header("Cookie", "casebook_key=local"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void serves_the_login_page_and_takes_a_key() throws Exception {
        assertThat(send(request("/login?next=/desk")).body()).contains("value=\"/desk\"");
        var form = HttpRequest.BodyPublishers.ofString("key=local&next=%2Fdesk");
        var answer = send(request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(form));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/desk");
        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("casebook_key=local");
    }

    @Test
    void is_ready_without_services() throws Exception {
        assertThat(send(request("/q/health/ready")).statusCode()).isEqualTo(200);
    }

    @Test
    void says_that_nobody_can_tell_where_a_conversation_stands() throws Exception {
        assertProblem(send(withKey("/v1/probe/conversation/c1")), 503, "unavailable");
    }

    private JsonNode assertProblem(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        var problem = JSON.readTree(answer.body());
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("code").textValue()).isEqualTo(code);
        assertThat(problem.get("message").textValue()).isNotBlank();
        return problem;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.toString().replaceAll("/$", "") + path));
    }

    private HttpRequest.Builder withKey(String path) {
        return request(path).header("Authorization", "Bearer local");
    }

    private HttpRequest.Builder post(String path, String body) {
        return withKey(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
