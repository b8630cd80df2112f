package io.casebook.tools.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardsTest {

    @ParameterizedTest
    @CsvSource({
        "4111111111111111, ************1111",
        "paid with 4111 1111 1111 1111 today, paid with **** **** **** 1111 today",
        "4111-1111-1111-1111/2027, ****-****-****-1111/2027",
        "4111111111111111 12 27, ************1111 12 27",
        "378282246310005 and 5555555555554444, ***********0005 and ************4444",
        "4111 1111 1111 1111 5555 5555 5555 4444, **** **** **** 1111 **** **** **** 4444",
        "2223003122003222, ************3222",
        "6011111111111117, ************1117",
        "30569309025904, **********5904",
    })
    void keeps_the_last_four_digits_of_a_card_number(String text, String masked) {
        assertThat(Cards.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "order 1001 of 2026-03-01",
                "00340434161094042557",
                "1700000000000000",
                "+49 170 1234567",
                "DE89 3704 0044 0532 0130 00",
                "",
            })
    void leaves_other_numbers_alone(String text) {
        assertThat(Cards.mask(text)).isEqualTo(text);
    }
}
