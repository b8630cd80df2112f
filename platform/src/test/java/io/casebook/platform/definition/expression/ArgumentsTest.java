package io.casebook.platform.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.conversation.definition.ArgumentsTemplate;
import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.Rendered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    private static final Facts FACTS = Facts.of("c-1", "conv-1", "web", "en")
            .withSlot("order_id", "0042")
            .withSlot("amount", "45.50")
            .withSlot("word", "all")
            .withSlot("sure", "yes")
            .withResult(
                    "order", "{\"number\": 1001, \"total\": 19.90, \"tags\": [\"a\"], \"to\": {\"city\": \"Ghent\"}}");

    private static final Expressions EXPRESSIONS = new Expressions(
            Scope.ofProcedure(Set.of("order_id", "amount", "word", "sure", "unasked"), Set.of("order")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {order_id}            | string  | "0042"
            {order_id}            | integer | 42
            {amount}              | number  | 45.50
            {order.total}         | number  | 19.90
            {order.number}        | integer | 1001
            {order.number}        | string  | "1001"
            {order.tags}          | array   | ["a"]
            {order.to}            | object  | {"city":"Ghent"}
            {sure}                | boolean | true
            Order {order.number}  | string  | "Order 1001"
            1{order.number}       | integer | 11001
            {{as is}}             | string  | "{as is}"
            """)
    void a_value_gets_the_type_that_the_tool_wants(String source, String type, String json) {
        assertThat(render(source, type)).isEqualTo(new Rendered.Complete("{\"value\":" + json + "}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {word}         | number  | word        | does not fit: the tool wants type number
            {amount}       | integer | amount      | does not fit: the tool wants type integer
            {order.total}  | integer | order.total | does not fit: the tool wants type integer
            {word}         | boolean | word        | does not fit: the tool wants type boolean
            {order.to}     | string  | order.to    | does not fit: the tool wants type string
            {unasked}      | string  | unasked     | is not known
            x {unasked}    | string  | unasked     | is not known
            """)
    void what_does_not_fit_is_never_sent(String source, String type, String placeholder, String reason) {
        assertThat(render(source, type))
                .isEqualTo(new Rendered.Incomplete(List.of(new Rendered.Hole(placeholder, reason))));
    }

    @Test
    void lists_and_objects_are_filled_inside() {
        Map<String, ArgumentSource> line = new LinkedHashMap<>();
        line.put("sku", text("{order_id}"));
        line.put("count", text("{amount}"));
        ArgumentSource.Members source = new ArgumentSource.Members(
                Map.of("lines", new ArgumentSource.Items(List.of(new ArgumentSource.Members(line)))));
        JsonNode schema = schema("""
                {"properties": {"lines": {"type": "array", "items":
                  {"properties": {"sku": {"type": "string"}, "count": {"type": "number"}}}}}}""");

        assertThat(compiled(source, schema).render(FACTS))
                .isEqualTo(new Rendered.Complete("{\"lines\":[{\"sku\":\"0042\",\"count\":45.50}]}"));
    }

    @Test
    void without_a_schema_values_keep_their_types() {
        ArgumentSource.Members source = new ArgumentSource.Members(Map.of("value", text("{order.number}")));

        assertThat(
                        switch (EXPRESSIONS.arguments(source, null)) {
                            case Parsed.Good<ArgumentsTemplate> good ->
                                good.value().render(FACTS);
                            case Parsed.Bad<ArgumentsTemplate> bad -> throw new AssertionError(bad.faults());
                        })
                .isEqualTo(new Rendered.Complete("{\"value\":1001}"));
    }

    @Test
    void tools_get_values_as_they_are_and_not_in_a_format() {
        ArgumentSource.Members source = new ArgumentSource.Members(Map.of("value", text("{amount | money EUR}")));

        assertThat(EXPRESSIONS.arguments(source, null))
                .isInstanceOfSatisfying(
                        Parsed.Bad.class,
                        bad -> assertThat(bad.faults().toString())
                                .contains("has a format, which is for texts", "line=1"));
    }

    private static Rendered render(String source, String type) {
        return compiled(
                        new ArgumentSource.Members(Map.of("value", text(source))),
                        schema("{\"properties\": {\"value\": {\"type\": \"" + type + "\"}}}"))
                .render(FACTS);
    }

    private static ArgumentsTemplate compiled(ArgumentSource.Members source, JsonNode schema) {
        return switch (EXPRESSIONS.arguments(source, schema)) {
            case Parsed.Good<ArgumentsTemplate> good -> good.value();
            case Parsed.Bad<ArgumentsTemplate> bad -> throw new AssertionError(bad.faults());
        };
    }

    private static ArgumentSource text(String text) {
        return new ArgumentSource.Scalar(text, Json.MAPPER.getNodeFactory().textNode(text), 1);
    }

    private static JsonNode schema(String json) {
        JsonNode schema = Json.parse(json);
        if (schema == null) {
            throw new AssertionError("not JSON: " + json);
        }
        return schema;
    }
}
