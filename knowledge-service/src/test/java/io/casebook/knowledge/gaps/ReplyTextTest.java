package io.casebook.knowledge.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTextTest {
    @Test
    void greeting_courtesy_and_signature_are_left_out() {
        var reply = """
                Hi Grace,

                thank you for asking! We sell kayaks from May on. They are in the shop in Vienna.
                Let me know if you need anything else.

                Best regards,
                Anna
                Customer Service""";

        assertThat(ReplyText.of(reply)).isEqualTo("We sell kayaks from May on. They are in the shop in Vienna.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Anna here. | ''",
                "Hello! Yes, we do. | Yes, we do.",
                "Sehr geehrte Frau Hopper, wir haben ab Mai Kajaks. Mit freundlichen Grüßen | Wir haben ab Mai Kajaks.",
                "Hallo Grace, ab Mai. | Ab Mai.",
                "You get it back. Is there anything else I can do? Have a nice day! | You get it back.",
                "High tides close the harbour. | High tides close the harbour.",
                "Thanks to the warranty it is free. Bring it in. | Thanks to the warranty it is free. Bring it in.",
            })
    void what_tells_something_stays(String reply, String told) {
        assertThat(ReplyText.of(reply)).isEqualTo(told);
    }
}
