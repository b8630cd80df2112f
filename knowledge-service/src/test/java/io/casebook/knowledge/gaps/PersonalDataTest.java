package io.casebook.knowledge.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Write to grace.hopper@navy.example today. | Write to [e-mail] today.",
                "Call +43 660 123 45 67 or 0664/1234567. | Call [phone] or [phone].",
                "The card 4111 1111 1111 1111 was charged. | The card [card] was charged.",
                "To AT61 1904 3002 3457 3201 please. | To [IBAN] please.",
                "My social security number is 536-22-1234. | My social security number is [national id].",
                "The key is sk-proj-abcdefghijklmnopqrstuvwx1234567890. | The key is [secret].",
                "Your order 100234 left. | Your order [number] left.",
                "Order #77 and ORD-20441 left. | Order [number] and [number] left.",
                "Grace Hopper and grace ordered it. | [name] and [name] ordered it.",
            })
    void what_belongs_to_one_person_is_taken_out(String text, String masked) {
        assertThat(PersonalData.mask(text, List.of("Grace Hopper")).text()).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You can return it within 30 days, for 12.50 euros.",
                "Shipping is free above 100 euros; below it costs 4,90.",
                "We open on 2026-05-01 at 10:00.",
                "The model of 2025 weighs 1,250.5 grams.",
                "Gracefully done.",
            })
    void what_belongs_to_everybody_stays(String text) {
        assertThat(PersonalData.mask(text, List.of("Grace Hopper"))).isEqualTo(new PersonalData.Masked(text, 0));
    }

    @Test
    void it_tells_how_much_was_taken_out() {
        assertThat(PersonalData.mask("a@b.example, c@d.example", List.of()).taken())
                .isEqualTo(2);
    }

    @Test
    void a_long_text_without_anything_to_find_takes_no_time() {
        var text = "1 2 ".repeat(1_000) + "a.".repeat(1_000) + "A1".repeat(1_000);
        assertThat(PersonalData.mask(text, List.of("x y z")).text()).isNotEmpty();
    }

    @Test
    void rows_of_any_length_are_read() {
        assertThat(PersonalData.mask("a@b" + ".c".repeat(50_000), List.of()).text())
                .doesNotContain("a@b");
        assertThat(PersonalData.mask("A123" + "-1".repeat(50_000), List.of()).text())
                .doesNotContain("A123");
    }
}
