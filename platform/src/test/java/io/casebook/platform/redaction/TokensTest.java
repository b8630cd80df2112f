package io.casebook.platform.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Sensitive;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in the place of a value can be found again. */
class TokensTest {
    private static List<String> tokensIn(String text) {
        var tokens = new ArrayList<String>();
        Tokens.replace(text, token -> {
            tokens.add(token);
            return null;
        });
        return tokens;
    }

    @Test
    void the_token_of_an_address_with_a_very_long_domain_is_known_as_one() {
        var domain = "a".repeat(60) + "." + "b".repeat(60) + ".example.com";
        var given = new ArrayList<Found>();

        var shown = Redactor.of(EnumSet.of(Sensitive.EMAIL)).redact("Write to ada@" + domain, "", given::add);

        assertThat(given).hasSize(1);
        assertThat(shown).endsWith("b.example.com›").doesNotContain("ada@");
        assertThat(tokensIn(shown)).containsExactly(given.getFirst().token());
    }

    @Test
    void the_token_of_a_place_is_known_as_one_whatever_the_place_is_called() {
        for (var name : List.of("number", "x".repeat(200), "a ‹b› \n c", "\"quoted\"")) {
            assertThat(tokensIn("to " + Tokens.ofField(name, 12) + ".")).containsExactly(Tokens.ofField(name, 12));
        }
    }
}
