package io.casebook.tools.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.Sample;
import io.casebook.tools.json.Json;
import io.casebook.tools.vault.Hidden;
import io.casebook.tools.vault.Vault;
import io.casebook.vocabulary.SealedValue;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.tool.ToolCallRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A token in the arguments becomes the value for those tools that may have it, and for no other. */
class ExchangedTest {
    private static final String TOKEN = "‹card ending 4242›";
    private static final Hidden CARD = new Hidden(TOKEN, "card", "4242424242424242");
    private static final Tool RECEIVES = Tool.writing("pay_back")
            .parameters("{\"type\":\"object\",\"required\":[\"to\"],\"properties\":{\"to\":{\"type\":\"string\","
                    + "\"pattern\":\"^[0-9]{16}$\"}}}")
            .receives(Set.of("card"))
            .build();

    private static Checks.Checked check(Tool tool, String to, SealedValue... sealed) {
        return Checks.check(
                tool,
                Schema.ofParameters(tool.name(), tool.parametersJson()),
                request(to, sealed),
                Origin.CONVERSATION,
                Sample.VAULT);
    }

    private static ToolCallRequest request(String to, SealedValue... sealed) {
        return Sample.request("pay_back", ToolEffect.WRITE, "{\"to\":\"" + to + "\"}")
                .withSealedValues(List.of(sealed));
    }

    private static SealedValue sealed(Hidden hidden) {
        return Sample.VAULT.seal("conversation-1", hidden);
    }

    @Test
    void a_tool_that_may_have_it_gets_the_value() {
        assertThat(Json.text(check(RECEIVES, TOKEN, sealed(CARD)).arguments()))
                .isEqualTo("{\"to\":\"4242424242424242\"}");
    }

    @Test
    void the_fingerprint_of_the_call_is_the_same_each_time_and_another_one_for_another_value() {
        var first = check(RECEIVES, TOKEN, sealed(CARD)).hash();
        var other = new Hidden(TOKEN, "card", "4000000000004242");
        assertThat(check(RECEIVES, TOKEN, sealed(CARD)).hash()).isEqualTo(first);
        assertThat(check(RECEIVES, TOKEN, sealed(other)).hash()).isNotEqualTo(first);
    }

    @Test
    void a_tool_that_may_not_have_it_is_denied() {
        var tool = Tool.writing("pay_back").parameters(Sample.ANYTHING).build();
        assertThatThrownBy(() -> check(tool, TOKEN, sealed(CARD)))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Denied.VALUE_WITHHELD));
    }

    @Test
    void a_token_that_nobody_gave_out_is_denied() {
        assertThatThrownBy(() -> check(RECEIVES, TOKEN))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Denied.VALUE_WITHHELD));
    }

    @Test
    void two_values_behind_one_token_are_denied_and_not_chosen_from() {
        var other = new Hidden(TOKEN, "card", "4000000000004242");
        assertThatThrownBy(() -> check(RECEIVES, TOKEN, sealed(CARD), sealed(other)))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Denied.VALUE_AMBIGUOUS));
    }

    @Test
    void a_value_of_another_conversation_or_another_key_opens_nowhere() {
        var elsewhere = Sample.VAULT.seal("conversation-2", CARD);
        var key = new byte[Vault.KEY_BYTES];
        key[0] = 1;
        var otherKey = new Vault(key).seal("conversation-1", CARD);
        for (var foreign : List.of(elsewhere, otherKey)) {
            assertThatThrownBy(() -> check(RECEIVES, TOKEN, foreign))
                    .isInstanceOfSatisfying(
                            Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Denied.VALUE_WITHHELD));
        }
    }

    @Test
    void a_sealed_value_does_not_say_what_it_is() {
        assertThat(sealed(CARD).toString()).doesNotContain("4242424242424242");
        assertThat(sealed(CARD).value().plain()).isNull();
    }

    @Test
    void the_value_is_held_against_the_schema_and_not_quoted_where_it_does_not_fit() {
        var short12 = new Hidden(TOKEN, "card", "123456789012");
        assertThatThrownBy(() -> check(RECEIVES, TOKEN, sealed(short12)))
                .isInstanceOf(Denied.class)
                .hasMessageContaining("/to")
                .hasMessageNotContaining("123456789012");
    }
}
