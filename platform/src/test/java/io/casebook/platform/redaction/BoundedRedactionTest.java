package io.casebook.platform.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Sensitive;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How much work a text can make: some looks at each of its characters, whatever it says. Counted, and not timed. */
class BoundedRedactionTest {
    private static final Redactor ALL = Redactor.of(EnumSet.allOf(Sensitive.class));
    private static final int LONG = 1 << 20;
    private static final int SHORTER = 1 << 16;
    private static final long MOST_LOOKS = 60;

    /** Texts at which a pattern could begin anywhere, or has to read far before it knows that nothing is there. */
    private static Map<String, String> texts(int length) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("a word before a secret, and spaces", "PIN" + " ".repeat(length - 4) + "x");
        texts.put("the same again and again", repeated("PIN" + " ".repeat(500) + "x ", length));
        texts.put("a word before a secret, and words that lead to it", "PIN" + repeated(" is", length));
        texts.put("the same of a card's code", "cvv" + repeated(" code", length));
        texts.put("the same of a password", "password" + repeated(" is", length));
        texts.put("a password, and spaces", "password is" + " ".repeat(length));
        texts.put("words before secrets alone", repeated("pin cvv password token bearer ", length));
        texts.put("a key that does not begin", repeated("-----BEGIN ", length));
        texts.put("a key that does not end", "-----BEGIN PRIVATE KEY-----" + repeated("-a", length));
        texts.put("web tokens in one another", repeated("eyJ-", length));
        texts.put("web tokens with two parts", repeated("eyJ-".repeat(490) + "." + "eyJ-".repeat(1900) + " ", length));
        texts.put("a token's beginning", "bearer" + " ".repeat(length));
        texts.put("keys of issuers", repeated("ghp_AKIA sk-live xoxb- AIza sk_live_ ", length));
        texts.put("addresses with a password", repeated("://a:b", length));
        texts.put("digits", repeated("4", length));
        texts.put("digits with spaces", repeated("4 ", length));
        texts.put("digits with points", repeated("4.5,", length));
        texts.put("card numbers that are none", repeated("4242 4242 4242 4241 ", length));
        texts.put("letters", repeated("a", length));
        texts.put("letters of a passport", "passport " + repeated("A", length));
        texts.put("letters and digits of a passport", "passport " + repeated("A1 ", length));
        texts.put("bank accounts that are none", repeated("DE12 ", length));
        texts.put("national ids that are none", repeated("12345678 ", length));
        texts.put("words that announce national ids", repeated("ssn bsn cpf pesel 1 ", length));
        texts.put("an address that does not end", "a@" + repeated("a.", length));
        texts.put("addresses in one another", repeated("a@b", length));
        texts.put("mail names", repeated("a.b-c'd", length));
        texts.put("telephone numbers that are none", repeated("+1 (", length));
        texts.put("times of day", repeated("2012-01-01 08 ", length));
        texts.put("brackets", repeated("((((+", length));
        texts.put("tokens that do not end", repeated("‹", length));
        return texts;
    }

    private static String repeated(String part, int length) {
        return part.repeat(length / part.length() + 1).substring(0, length);
    }

    /** What texts are made of that patterns like to begin at. */
    private static final List<String> PARTS = List.of(
            "PIN",
            " is",
            " ",
            "  \n\t",
            "password",
            ":",
            "=",
            "->",
            "\"",
            "cvv",
            " code",
            "eyJ",
            "-",
            ".",
            "a1",
            "bearer ",
            "://",
            "@",
            "4",
            "4242 4242 ",
            "DE12 ",
            "+",
            "(",
            "ssn ",
            "passport ",
            "A",
            "a",
            "0",
            "-----BEGIN ",
            "PRIVATE KEY-----",
            "ext ",
            "ghp_",
            "sk-",
            ",",
            "2012-01-01 08",
            "\u00a0",
            "‹",
            "›",
            "ü",
            "x".repeat(64),
            "7".repeat(20));

    private static String random(Random random) {
        var likely = random.ints(1 + random.nextInt(6), 0, PARTS.size()).toArray();
        var text = new StringBuilder();
        while (text.length() < 20_000) {
            text.append(PARTS.get(likely[random.nextInt(likely.length)]).repeat(1 + random.nextInt(3)));
        }
        return text.toString();
    }

    @Test
    void Of_no_kind_does_a_text_make_more_work_than_some_looks_at_each_character() {
        for (var kind : Sensitive.values()) {
            var redactor = Redactor.of(EnumSet.of(kind));
            texts(LONG)
                    .forEach((name, text) -> assertThat(redactor.look(text, "").looks())
                            .describedAs("looks for %s at %s", kind, name)
                            .isLessThan(MOST_LOOKS * text.length()));
        }
    }

    @Test
    void Nor_does_a_text_that_is_put_together_by_chance() {
        for (var seed = 0; seed < 300; seed++) {
            var text = random(new Random(seed));
            var look = ALL.look(text, "");
            assertThat(look.looks())
                    .describedAs("looks at the text of seed %d", seed)
                    .isLessThan(Sensitive.values().length * MOST_LOOKS * text.length());
        }
    }

    @Test
    void Of_all_of_them_only_what_might_be_thousands_of_telephone_numbers_is_withheld() {
        for (var kind : EnumSet.complementOf(EnumSet.of(Sensitive.PHONE))) {
            var redactor = Redactor.of(EnumSet.of(kind));
            texts(SHORTER)
                    .forEach((name, text) -> assertThat(withheld(redactor.find(text)))
                            .describedAs("%s at %s", kind, name)
                            .isFalse());
        }
    }

    @Test
    void A_secret_behind_a_long_text_is_found() {
        texts(SHORTER).forEach((name, text) -> {
            var shown =
                    Redactor.of(Sensitive.BY_DEFAULT).redact(text + "\n\n card 4242 4242 4242 4242\n my PIN is 4711.");
            assertThat(shown)
                    .describedAs(name)
                    .doesNotContain("4242 4242 4242 4242")
                    .doesNotContain("4711");
        });
    }

    @Test
    void A_text_that_runs_out_of_looks_is_withheld_as_a_whole_and_says_so() {
        var text = "card 4242 4242 4242 4242, " + "digits 1234 ".repeat(10_000);

        var found = Redactor.of(Sensitive.BY_DEFAULT, 1).find(text);

        assertThat(withheld(found)).isTrue();
        assertThat(found.getFirst().value()).isEmpty();
        assertThat(Redactor.of(Sensitive.BY_DEFAULT, 1).redact(text)).isEqualTo(Tokens.WITHHELD);
    }

    @Test
    void A_text_with_thousands_of_numbers_is_withheld_and_none_of_them_is_passed() {
        var phones = Redactor.of(EnumSet.of(Sensitive.PHONE));
        assertThat(phones.redact("12345 ".repeat(6_000) + "+49 30 901820")).isEqualTo(Tokens.WITHHELD);
        // More than could be tried before, and a telephone number behind them.
        assertThat(phones.redact("12 ".repeat(1_000) + "\nour order, said the letter: +49 30 901820"))
                .endsWith("‹phone ending 20›");
    }

    @Test
    void What_is_withheld_stays_withheld_when_it_is_looked_at_again() {
        assertThat(ALL.redact(Tokens.WITHHELD)).isEqualTo(Tokens.WITHHELD);
        assertThat(Tokens.any(Tokens.WITHHELD)).isTrue();
    }

    @Test
    void A_name_as_long_as_a_text_is_no_more_work() {
        var look = ALL.look("12345678901 ".repeat(2_000), "steuer" + "x".repeat(LONG));

        assertThat(look.looks()).isLessThan(20_000 + 200L * 24_000);
    }

    private static boolean withheld(List<Found> found) {
        return found.size() == 1 && found.getFirst().token().equals(Tokens.WITHHELD);
    }
}
