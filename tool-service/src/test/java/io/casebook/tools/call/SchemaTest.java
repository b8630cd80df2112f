package io.casebook.tools.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.tools.json.Json;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

    private static boolean fits(String schema, String value) {
        return Schema.ofParameters("t", schema)
                .objections(Objects.requireNonNull(Json.parse(value)))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // closed by itself, at every level
                "{\"properties\":{\"a\":{}}} | {\"b\":1} | false",
                "{\"properties\":{\"a\":{\"properties\":{\"x\":{}}}}} | {\"a\":{\"y\":1}} | false",
                "{\"properties\":{\"a\":{\"items\":{\"properties\":{\"x\":{}}}}}} | {\"a\":[{\"y\":1}]} | false",
                "{\"$defs\":{\"p\":{\"properties\":{\"x\":{}}}},\"properties\":{\"a\":{\"$ref\":\"#/$defs/p\"}}} | {\"a\":{\"y\":1}} | false",
                // unless it says otherwise
                "{\"additionalProperties\":true,\"properties\":{\"a\":{}}} | {\"b\":1} | true",
                "{\"patternProperties\":{\"^b\":{}},\"properties\":{\"a\":{}}} | {\"b\":1} | true",
                "{\"type\":\"object\",\"additionalProperties\":true} | {\"b\":1} | true",
                "{\"properties\":{\"a\":{}}} | {\"a\":{\"b\":1}} | true",
                // an object that lists nothing has nothing
                "{\"type\":\"object\"} | {\"b\":1} | false",
                "{\"type\":\"object\"} | {} | true",
                "{\"properties\":{\"a\":{\"type\":\"object\"}}} | {\"a\":{\"b\":1}} | false",
                "{\"properties\":{\"a\":{\"type\":[\"object\",\"null\"]}}} | {\"a\":{\"b\":1}} | false",
                "{\"properties\":{\"a\":{\"items\":{\"type\":\"object\"}}}} | {\"a\":[{\"b\":1}]} | false",
                "{\"type\":\"object\",\"anyOf\":[{\"required\":[\"b\"]},{\"type\":\"object\"}]} | {\"b\":1} | false",
                // composed parts see one another
                "{\"properties\":{\"a\":{}},\"anyOf\":[{\"properties\":{\"b\":{}}}]} | {\"a\":1,\"b\":1} | true",
                "{\"properties\":{\"a\":{}},\"anyOf\":[{\"properties\":{\"b\":{}}}]} | {\"a\":1,\"c\":1} | false",
                "{\"anyOf\":[{\"properties\":{\"b\":{}}},{\"type\":\"null\"}]} | {\"c\":1} | false",
                "{\"anyOf\":[{\"properties\":{\"b\":{}}},{\"type\":\"object\"}]} | {\"c\":1} | false",
                "{\"anyOf\":[{\"properties\":{\"b\":{}}},{\"required\":[\"c\"]}]} | {\"c\":1} | true",
                "{\"oneOf\":[{\"properties\":{\"b\":{\"properties\":{\"x\":{}}}}}]} | {\"b\":{\"y\":1}} | false",
                "{\"patternProperties\":{\"^b\":{\"properties\":{\"x\":{}}}}} | {\"b\":{\"y\":1}} | false",
                "{\"additionalProperties\":{\"properties\":{\"x\":{}}}} | {\"b\":{\"y\":1}} | false",
                // formats count
                "{\"properties\":{\"a\":{\"format\":\"date\"}}} | {\"a\":\"2026-02-30\"} | false",
                "{\"properties\":{\"a\":{\"format\":\"email\"}}} | {\"a\":\"kim@example.org\"} | true",
                // decimals are decimals
                "{\"properties\":{\"a\":{\"multipleOf\":0.01}}} | {\"a\":0.29} | true",
                "{\"properties\":{\"a\":{\"multipleOf\":0.01}}} | {\"a\":0.295} | false",
            })
    void of_parameters_is_closed_where_it_does_not_say_otherwise(String schema, String value, boolean fits) {
        assertThat(fits(schema, value)).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "nonsense", "{\"properties\":{\"a\":{\"pattern\":\"(\"}}}"})
    void that_is_none_cannot_be_compiled(String schema) {
        assertThatThrownBy(() -> Schema.ofParameters("t", schema))
                .isInstanceOf(Denied.class)
                .hasMessageContaining("invalid_definition");
    }

    @Test
    void of_a_result_is_open_because_interfaces_grow() {
        var schema = Schema.ofResult("t", "{\"type\":\"object\",\"required\":[\"id\"],\"properties\":{\"id\":{}}}");

        assertThat(schema.objections(Objects.requireNonNull(Json.parse("{\"id\":1,\"new\":2}"))))
                .isEmpty();
    }

    @Test
    void that_contains_itself_judges_as_deep_as_values_may_go() {
        var schema = Schema.ofParameters(
                "t", "{\"type\":\"object\",\"properties\":{\"child\":{\"$ref\":\"#\"},\"n\":{\"type\":\"integer\"}}}");
        var depth = 400;
        var good = "{\"child\":".repeat(depth) + "{\"n\":1}" + "}".repeat(depth);

        assertThat(schema.objections(Objects.requireNonNull(Json.parse(good)))).isEmpty();
        assertThat(schema.objections(Objects.requireNonNull(Json.parse(good.replace("1", "true")))))
                .isNotEmpty();
        assertThat(Json.parse("{\"child\":".repeat(10_000) + "{}" + "}".repeat(10_000)))
                .as("deeper than any value that is read")
                .isNull();
    }

    @Test
    void fetches_nothing_from_elsewhere() {
        assertThatThrownBy(() -> Schema.ofParameters("t", "{\"$ref\":\"http://127.0.0.1:1/schema.json\"}"))
                .isInstanceOf(Denied.class);
    }

    @Test
    void a_pattern_that_would_take_years_is_given_up() {
        var schema = Schema.ofParameters("a", "{\"properties\":{\"a\":{\"pattern\":\"^(([a-z])+.)+[A-Z]([a-z])+$\"}}}");

        assertThat(schema.objections(Json.object().put("a", "a".repeat(5_000))))
                .containsExactly("a pattern of the schema takes too long to match it");
        assertThat(schema.objections(Json.object().put("a", "abAb"))).isEmpty();
    }

    @Test
    void a_pattern_of_the_usual_kind_matches_the_longest_text_that_arguments_have() {
        var schema = Schema.ofParameters("a", "{\"properties\":{\"a\":{\"pattern\":\"^[\\\\p{L}\\\\d ,.-]*x$\"}}}");

        assertThat(schema.objections(Json.object().put("a", "Ab 1,".repeat(13_000) + "x")))
                .isEmpty();
        assertThat(schema.objections(Json.object().put("a", "Ab 1,".repeat(13_000))))
                .hasSize(1);
    }
}
