package io.casebook.ingress.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.ingress.Calls;
import io.casebook.schemas.Schemas;
import io.casebook.vocabulary.outbound.OutboundRecord;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RegistryTest {
    private static final String SUBJECT = "casebook.outbound-value";

    @TestHTTPResource
    URI base = URI.create("http://localhost");

    @Test
    void the_schema_of_a_value_is_found_by_the_id_before_it() {
        var answer = calls().get("/schemas/ids/" + Schemas.idOf(OutboundRecord.SCHEMA$));

        assertThat(answer.status()).isEqualTo(200);
        var schema = new Schema.Parser().parse(answer.json().path("schema").asText());
        assertThat(schema).isEqualTo(OutboundRecord.SCHEMA$);
    }

    @Test
    void every_topic_is_a_subject() {
        assertThat(calls().get("/subjects").json())
                .extracting(name -> name.asText())
                .contains(SUBJECT, "casebook.log-value", "casebook.dead-letters-value");
    }

    @Test
    void the_latest_version_of_a_subject_is_todays_schema() {
        var versions = calls().get("/subjects/" + SUBJECT + "/versions").json();
        var latest = calls().get("/subjects/" + SUBJECT + "/versions/latest").json();

        assertThat(latest.path("subject").asText()).isEqualTo(SUBJECT);
        assertThat(latest.path("id").asInt()).isEqualTo(Schemas.idOf(OutboundRecord.SCHEMA$));
        assertThat(latest.path("version").asInt())
                .isEqualTo(versions.path(versions.size() - 1).asInt());
        assertThat(calls().get("/subjects/" + SUBJECT + "/versions/"
                                + latest.path("version").asInt())
                        .json())
                .isEqualTo(latest);
    }

    @Test
    void where_a_schema_is_in_use_is_told() {
        var uses = calls().get("/schemas/ids/%d/versions".formatted(Schemas.idOf(OutboundRecord.SCHEMA$)))
                .json();

        assertThat(uses.path(0).path("subject").asText()).isEqualTo(SUBJECT);
    }

    @Test
    void avro_is_the_only_kind_of_schema() {
        assertThat(calls().get("/schemas/types").response().body()).isEqualTo("[\"AVRO\"]");
    }

    @Test
    void what_is_not_there_is_told_in_the_registrys_own_way() {
        assertError("/schemas/ids/1", 404, 40403);
        assertError("/schemas/ids/x", 404, 40403);
        assertError("/schemas/ids/99999999999", 404, 40403);
        assertError("/subjects/nothing/versions", 404, 40401);
        assertError("/subjects/nothing/versions/latest", 404, 40401);
        assertError("/subjects/" + SUBJECT + "/versions/999", 404, 40402);
        assertError("/subjects/" + SUBJECT + "/versions/zero", 422, 42202);
    }

    @Test
    void a_registry_client_shows_the_key_as_its_password() {
        assertThat(Calls.anonymous(base).get("/subjects").status()).isEqualTo(401);
        assertThat(basic("anything:local").get("/subjects").status()).isEqualTo(200);
        assertThat(basic("anything:wrong").get("/subjects").status()).isEqualTo(401);
        assertThat(basic("anything").get("/subjects").status()).isEqualTo(401);
    }

    @Test
    void a_password_opens_nothing_else() {
        assertThat(basic("anything:local").get("/v1/conversations/c1").status()).isEqualTo(401);
    }

    @Test
    void the_answer_has_the_type_that_registry_clients_ask_for() {
        var answer = calls().header("Accept", RegistryResource.REGISTRY_JSON).get("/subjects");

        assertThat(answer.header("Content-Type")).startsWith(RegistryResource.REGISTRY_JSON);
    }

    private void assertError(String path, int status, int code) {
        var answer = calls().get(path);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("error_code").asInt()).isEqualTo(code);
        assertThat(answer.json().path("message").asText()).isNotBlank();
    }

    private Calls calls() {
        return Calls.withKey(base);
    }

    private Calls basic(String pair) {
        var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Calls.anonymous(base).header("Authorization", "Basic " + encoded);
    }
}
