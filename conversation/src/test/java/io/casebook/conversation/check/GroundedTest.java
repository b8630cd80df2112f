package io.casebook.conversation.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroundedTest {
    private static final String ORDER = "{\"order_id\":\"1002\",\"total\":1299.5,\"status\":\"shipped\","
            + "\"shipped_at\":\"2026-07-03T10:15:00Z\",\"carrier\":\"Parcelway\",\"tracking\":\"PW123456NL\","
            + "\"url\":\"https:\\/\\/track.example\\/PW123456NL\",\"items\":3,\"currency\":\"EUR\"}";

    private static @Nullable String offending(String reply, String... given) {
        var fault = Grounded.fault(
                new Draft(reply, Draft.Origin.MODEL, "en"), Given.text(given).background());
        return fault == null ? null : fault.offending();
    }

    private static @Nullable String german(String reply, String... given) {
        var fault = Grounded.fault(
                new Draft(reply, Draft.Origin.MODEL, "de"), Given.text(given).background());
        return fault == null ? null : fault.offending();
    }

    @Test
    void what_was_given_may_be_said_however_it_is_written() {
        for (var reply : List.of(
                "Order 1002 comes to EUR 1,299.50.",
                "Order #1002 comes to 1299.5 EUR.",
                "The total is €1299.50 for 3 items.",
                "It was shipped on 3 July 2026 with Parcelway.",
                "It was shipped on July 3rd, 2026 at 10:15.",
                "It was shipped on 2026-07-03, a Friday.",
                "It left on the 3rd of July.",
                "It left in July.",
                "It left on 03/07/2026.",
                "Your tracking number is PW123456NL: https://track.example/PW123456NL.",
                "Follow it at track.example/PW123456NL",
                "Today is 2 March 2026.")) {
            assertThat(offending(reply, ORDER)).as(reply).isNull();
        }
        assertThat(german("Bestellung 1002 kostet 1.299,50 Euro und wurde am 3. Juli 2026 versandt.", ORDER))
                .isNull();
        assertThat(german("Versandt am 03.07.2026 mit Parcelway.", ORDER)).isNull();
    }

    @Test
    void what_was_not_given_is_named() {
        assertThat(offending("Order 1002 comes to EUR 1,399.50.", ORDER)).isEqualTo("1,399.50");
        assertThat(offending("Order 1003 is on its way.", ORDER)).isEqualTo("1003");
        assertThat(offending("It was shipped on 4 July 2026.", ORDER)).isEqualTo("4 July 2026");
        assertThat(offending("It was shipped on 3 July 2025.", ORDER)).isEqualTo("3 July 2025");
        assertThat(offending("It arrives in August.", ORDER)).isEqualTo("August");
        assertThat(offending("It arrives on Monday.", "It left on Friday.")).isNull();
        assertThat(offending("It arrives on Tuesday.", ORDER)).isEqualTo("Tuesday");
        assertThat(offending("It is with DHL now.", ORDER)).isEqualTo("DHL");
        assertThat(offending("Ask for Mr Smithers at the desk.", ORDER)).isEqualTo("Smithers");
        assertThat(offending("The number is PW999999NL.", ORDER)).isEqualTo("PW999999NL");
        assertThat(offending("See https://track.example/other.", ORDER)).isEqualTo("https://track.example/other");
        assertThat(offending("Write to help@shop.example.", ORDER)).isEqualTo("help@shop.example");
        assertThat(offending("Call +49 221 1234567.", ORDER)).isEqualTo("+49 221 1234567");
        assertThat(offending("It comes to $1299.50.", ORDER)).isEqualTo("$");
        assertThat(offending("You have 30 days.", ORDER)).isEqualTo("30");
        assertThat(german("Das dauert 14 Tage.", ORDER)).isEqualTo("14");
    }

    @Test
    void addresses_telephones_and_names_count_as_given_in_other_spellings() {
        var given = "Anna Schmidt, anna@example.com, 0221/123 45 67";
        assertThat(offending("We reach you, Anna, at Anna@example.com or +49 221 1234567.", given))
                .isNull();
        assertThat(offending("Thanks, Anna.", given)).isNull();
        assertThat(offending("We know Bernd as well.", given)).isEqualTo("Bernd");
    }

    @Test
    void numbers_in_letters_and_the_numbers_of_a_list_state_nothing() {
        assertThat(offending("There are two ways:\n1. Write to us.\n2) Come by.\n**3.** Wait.", "We are open."))
                .isNull();
        assertThat(offending("Step 4: send it back.", "Send it back.")).isNull();
        assertThat(offending("It takes 2 days [1].", "It takes two days.")).isNull();
        assertThat(offending("We are there 24/7.", "")).isNull();
    }

    @Test
    void ordinary_sentences_state_nothing() {
        for (var reply : List.of(
                "Hello! How can I help you today?",
                "Dear Customer, thank you for your message. Kind regards, your Support Team",
                "I'm sorry about that. May I ask which order it is about?",
                "Please look into the FAQ. \"Returns\" are free.",
                "IMPORTANT: keep the label.")) {
            assertThat(offending(reply)).as(reply).isNull();
        }
        assertThat(german("Guten Tag, Ihre Bestellung ist auf dem Weg zu Ihnen nach Hause."))
                .isNull();
    }

    @Test
    void a_currency_is_only_compared_where_one_was_given() {
        assertThat(offending("It comes to EUR 50.", "{\"total\":50}")).isNull();
        assertThat(offending("It comes to 50 dollars.", "Prices are in euros: 50"))
                .isEqualTo("dollars");
    }

    @Test
    void nonsense_and_length_cost_no_time() {
        var hostile = List.of(
                "9".repeat(19_000),
                "1,".repeat(9_000),
                "a@".repeat(9_000),
                "http://".repeat(2_500),
                "+".repeat(19_000),
                "A-".repeat(9_000),
                "3 July ".repeat(2_500),
                "((((".repeat(4_000),
                "99999999999.99999999999.9",
                "2026-13-45 99:99:99 32.13.2026",
                "\\u12 \\",
                "July 99, 1-2-3-4 :: // -- 0/0 1:2:3");
        for (var text : hostile) {
            assertThatCode(() -> offending(text, text)).doesNotThrowAnyException();
        }
        var started = System.nanoTime();
        hostile.forEach(text -> offending(text, text));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
    }
}
