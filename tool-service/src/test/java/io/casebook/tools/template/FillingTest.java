package io.casebook.tools.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.tools.Sample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FillingTest {

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "nothing",
            value = {
                "{customer.id} | {\"customer\":{\"id\":\"c-1\"},\"customer.id\":\"c-2\"} | c-1",
                "{customer.id} | {\"customer.id\":\"c-2\"} | nothing",
                "{a.b.c} | {\"a\":{\"b.c\":1}} | nothing",
                "{a.b.c} | {\"a.b\":{\"c\":1}} | nothing",
                "{a.b.c} | {\"a\":{\"b\":{\"c\":1}}} | 1",
                "{a.b} | {\"a\":\"text\"} | nothing",
                "{a.b} | {\"a\":{\"b\":null}} | nothing"
            })
    void a_point_leads_into_a_value_and_a_name_with_a_point_never_takes_its_place(
            String template, String arguments, String expected) {
        var filled = Text.of(template).fill(new Filling(Sample.arguments(arguments), Sample.BARE));

        assertThat(filled).isEqualTo(expected == null ? "" : expected);
    }
}
