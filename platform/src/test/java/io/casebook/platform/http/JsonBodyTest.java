package io.casebook.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @Test
    void reads_each_field_as_what_it_is() {
        var body = parse("""
                {"id": "c-1", "name": "Ada", "at": "2026-01-31T12:00:00+01:00", "ratio": 0.5, "count": 3, "on": true,
                 "channel": "web", "nothing": null, "tags": ["a", "b"], "data": {"free": 1},
                 "files": [{"type": "image"}, {"type": "file"}]}
                """);

        assertThat(body.id("id").required()).isEqualTo("c-1");
        assertThat(body.text("name").required()).isEqualTo("Ada");
        assertThat(body.time("at").required()).isEqualTo(Instant.parse("2026-01-31T11:00:00Z"));
        assertThat(body.number("ratio").required()).isEqualTo(0.5);
        assertThat(body.integer("count").required()).isEqualTo(3);
        assertThat(body.flag("on").required()).isTrue();
        assertThat(body.oneOf("channel", Map.of("web", 1, "email", 2)).required())
                .isEqualTo(1);
        assertThat(body.optionalText("nothing")).isNull();
        assertThat(body.optionalText("absent")).isNull();
        assertThat(body.text("absent").or("other")).isEqualTo("other");
        assertThat(body.texts("tags")).containsExactly("a", "b");
        assertThat(body.freeObject("data").required().get("free").intValue()).isEqualTo(1);
        assertThat(body.objects("files"))
                .map(file -> file.oneOf("type", "image", "file").required())
                .containsExactly("image", "file");
        assertThat(body.warning()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"text, 1", "time, 7", "number, true", "integer, 1.5", "flag, \"true\"", "object, []", "list, {}"})
    void refuses_a_wrong_type_with_the_name_of_the_field(String kind, String value) {
        var body = parse("{\"field\": " + value + "}");

        assertThatThrownBy(() -> {
                    var _ = switch (kind) {
                        case "text" -> body.text("field");
                        case "time" -> body.time("field");
                        case "number" -> body.number("field");
                        case "integer" -> body.integer("field");
                        case "flag" -> body.flag("field");
                        case "object" -> body.object("field");
                        default -> body.objects("field");
                    };
                })
                .isInstanceOfSatisfying(ApiException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
                    assertThat(refusal.details()).containsEntry("field", "field");
                    assertThat(refusal.text()).contains("`field`", "expected");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31",
                "2026-02-30T12:00:00Z",
                "yesterday",
                "2026-01-31T12:00:00",
                "+999999999-01-01T00:00:00Z"
            })
    void refuses_a_time_that_is_none(String time) {
        assertRefused("at", () -> parse("{\"at\": \"" + time + "\"}").time("at"));
    }

    @Test
    void names_the_place_of_a_field_within_others() {
        var body = parse("{\"files\": [{\"type\": \"image\"}, {\"type\": 1}], \"who\": {\"name\": {}}}");

        assertRefused("files[1].type", () -> body.objects("files").get(1).text("type"));
        assertRefused("who.name", () -> body.object("who").required().text("name"));
        assertRefused("who.id", () -> body.object("who").required().id("id").required());
    }

    @Test
    void says_which_fields_nobody_asked_for() {
        var body = parse("{\"id\": \"1\", \"colour\": \"red\", \"who\": {\"name\": \"Ada\", \"age\": 36}}");
        body.id("id").required();
        body.object("who").required().text("name").required();

        assertThat(body.unknownFields()).containsExactlyInAnyOrder("colour", "who.age");
    }

    @Test
    void writes_no_foreign_character_into_a_header() {
        assertThat(parse("{\"a\\r\\nSet-Cookie: x\": 1}").warning())
                .isEqualTo("ignored unknown fields: a??Set-Cookie: x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"text\"", "{", "{\"a\":1}{\"b\":2}", "{\"a\":1,\"a\":2}", "nonsense"})
    void refuses_what_is_no_single_object(String json) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @Test
    void refuses_what_is_nested_without_end() {
        assertThatThrownBy(() -> parse("{\"a\":" + "[".repeat(200_000)))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @Test
    void reads_no_more_than_a_megabyte() {
        var large = new byte[JsonBody.MOST_BYTES + 1];
        assertThatThrownBy(() -> JsonBody.parse(large)).isInstanceOfSatisfying(ApiException.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(413);
            assertThat(refusal.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        });
    }

    @Test
    void takes_no_body_for_an_empty_one_where_that_is_allowed() {
        assertThat(JsonBody.parseOptional(null).optionalText("reason")).isNull();
        assertThat(JsonBody.parseOptional(new byte[0]).names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ü", "a/b", "a\u0000"})
    void refuses_an_id_that_is_none(String id) {
        assertThatThrownBy(() -> Ids.requireValid("id", id)).isInstanceOf(ApiException.class);
        assertThat(Ids.valid("a".repeat(128))).isTrue();
        assertThat(Ids.valid("a".repeat(129))).isFalse();
    }

    @Test
    void leads_back_from_the_login_only_to_paths_of_this_service() {
        assertThat(LoginResource.ownPath("/desk?tab=1&x=2")).isEqualTo("/desk?tab=1&x=2");
        assertThat(LoginResource.ownPath("//evil.example")).isEqualTo("/");
        assertThat(LoginResource.ownPath("/\\evil.example")).isEqualTo("/");
        assertThat(LoginResource.ownPath("https://evil.example")).isEqualTo("/");
        assertThat(LoginResource.ownPath("/\"><script>")).isEqualTo("/");
        assertThat(LoginResource.ownPath(null)).isEqualTo("/");
    }

    private static void assertRefused(String field, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("field", field));
    }

    private static JsonBody parse(String json) {
        return JsonBody.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
