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
                "{\"type\":\"object\"} | {\"b\":1} | true",
                // composed parts see one another
                "{\"properties\":{\"a\":{}},\"anyOf\":[{\"properties\":{\"b\":{}}}]} | {\"a\":1,\"b\":1} | true",
                "{\"properties\":{\"a\":{}},\"anyOf\":[{\"properties\":{\"b\":{}}}]} | {\"a\":1,\"c\":1} | false",
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
    void fetches_nothing_from_elsewhere() {
        assertThatThrownBy(() -> Schema.ofParameters("t", "{\"$ref\":\"http://127.0.0.1:1/schema.json\"}"))
                .isInstanceOf(Denied.class);
    }
}
