package io.casebook.tools.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.conversation.definition.Sensitive;
import io.casebook.tools.call.Denied;
import io.casebook.tools.json.Json;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private static String redacted(String answer, Set<String> secrets, String... pointers) {
        var node = Objects.requireNonNull(Json.parse(answer));
        return Json.text(Redaction.of(List.of(pointers), Sensitive.BY_DEFAULT)
                .apply(node, secrets)
                .content());
    }

    @Test
    void blanks_the_places_that_the_definition_names_whatever_stands_there() {
        assertThat(redacted(
                        "{\"card\":{\"number\":\"x\",\"brand\":\"v\"},\"pin\":12}", Set.of(), "/card/number", "/pin"))
                .isEqualTo("{\"card\":{\"number\":\"‹hidden number›\",\"brand\":\"v\"},\"pin\":\"‹hidden pin›\"}");
    }

    @Test
    void blanks_whole_branches_and_single_items() {
        assertThat(redacted("{\"a\":{\"b\":1},\"c\":[1,2]}", Set.of(), "/a", "/c/1"))
                .isEqualTo("{\"a\":\"‹hidden a›\",\"c\":[1,\"‹hidden c›\"]}");
    }

    @Test
    void a_star_stands_for_every_item_or_member() {
        assertThat(redacted("{\"orders\":[{\"iban\":\"a\"},{\"iban\":\"b\"},{}]}", Set.of(), "/orders/*/iban"))
                .isEqualTo("{\"orders\":[{\"iban\":\"‹hidden iban›\"},{\"iban\":\"‹hidden iban 2›\"},{}]}");
    }

    @Test
    void a_pointer_may_name_members_with_slashes_and_tildes() {
        assertThat(redacted("{\"a/b\":1,\"c~d\":2}", Set.of(), "/a~1b", "/c~0d"))
                .isEqualTo("{\"a/b\":\"‹hidden a/b›\",\"c~d\":\"‹hidden c~d›\"}");
    }

    @Test
    void a_place_that_is_not_there_is_no_error() {
        assertThat(redacted("{\"a\":null,\"b\":\"x\"}", Set.of(), "/a", "/b/c", "/d"))
                .isEqualTo("{\"a\":null,\"b\":\"x\"}");
    }

    @Test
    void card_numbers_disappear_wherever_they_stand() {
        assertThat(redacted("[\"card 4111111111111111\",{\"n\":4111111111111111,\"t\":1001}]", Set.of()))
                .isEqualTo("[\"card ‹card ending 1111›\",{\"n\":\"‹card ending 1111›\",\"t\":1001}]");
    }

    @Test
    void a_secret_that_the_tool_repeats_does_not_get_out() {
        assertThat(redacted("{\"echo\":\"Bearer s3cr3t!\",\"x\":\"abc\"}", Set.of("s3cr3t!", "b")))
                .isEqualTo("{\"echo\":\"Bearer [redacted]\",\"x\":\"abc\"}");
    }

    @Test
    void a_pointer_that_is_none_is_an_error_of_the_definition_and_not_silently_nothing() {
        assertThatThrownBy(() -> Redaction.of(List.of("card.number"), Set.of()))
                .isInstanceOf(Denied.class)
                .hasMessageContaining("card.number");
    }

    @Test
    void a_place_that_holds_a_card_is_called_a_card_wherever_it_stands() {
        assertThat(redacted(
                        "{\"card\":{\"number\":\"4242 4242 4242 4242\"},\"note\":\"paid with 4242424242424242\"}",
                        Set.of(),
                        "/card/number"))
                .isEqualTo("{\"card\":{\"number\":\"‹card ending 4242›\"},\"note\":\"paid with ‹card ending 4242›\"}");
    }

    @Test
    void a_token_that_the_tool_itself_writes_protects_nothing_beside_it() {
        assertThat(redacted("[\"‹note› 4242424242424242\"]", Set.of())).isEqualTo("[\"‹note› ‹card ending 4242›\"]");
    }

    @Test
    void values_stand_in_no_name_of_a_member_either() {
        assertThat(redacted("{\"4242424242424242\":1}", Set.of())).isEqualTo("{\"‹card ending 4242›\":1}");
    }

    @Test
    void mail_addresses_and_telephone_numbers_stay_unless_a_definition_asks() {
        var text = "{\"email\":\"anna@example.com\",\"phone\":\"+43 1 58858\"}";
        assertThat(redacted(text, Set.of())).isEqualTo(text);
        var asked = Redaction.of(List.of(), Set.of(Sensitive.EMAIL, Sensitive.PHONE));
        assertThat(Json.text(asked.apply(Objects.requireNonNull(Json.parse(text)), Set.of())
                        .content()))
                .isEqualTo("{\"email\":\"‹e-mail at example.com›\",\"phone\":\"‹phone ending 58›\"}");
    }

    @Test
    void a_whole_number_is_looked_into_however_it_is_written() {
        for (var card :
                List.of("4242424242424242", "4242424242424242.0", "4.242424242424242E15", "4242424242424242.00")) {
            var redacted = Redaction.of(List.of(), EnumSet.of(Sensitive.CARD))
                    .apply(Objects.requireNonNull(Json.parse("{\"number\":" + card + "}")), Set.of());

            assertThat(Json.text(redacted.content())).isEqualTo("{\"number\":\"‹card ending 4242›\"}");
        }
    }

    @Test
    void numbers_that_hide_nothing_stay_as_they_were_written_however_large() {
        var numbers = "{\"price\":44.10,\"huge\":1E+999999,\"tiny\":1E-999999,\"count\":3.0}";

        var redacted = Redaction.of(List.of(), EnumSet.allOf(Sensitive.class))
                .apply(Objects.requireNonNull(Json.parse(numbers)), Set.of());

        assertThat(Json.text(redacted.content())).isEqualTo(numbers);
    }

    @Test
    void of_a_secret_that_begins_as_another_one_does_nothing_is_left() {
        var secrets = new java.util.LinkedHashSet<>(List.of("s3cr3t", "s3cr3t-1234"));
        assertThat(redacted("{\"echo\":\"s3cr3t-1234, s3cr3t\"}", secrets))
                .isEqualTo("{\"echo\":\"[redacted], [redacted]\"}");
        assertThat(redacted("{\"echo\":\"s3cr3t-1234\"}", Set.copyOf(secrets))).isEqualTo("{\"echo\":\"[redacted]\"}");
    }

    @Test
    void many_places_are_numbered_in_one_go() {
        var items = java.util.stream.IntStream.range(0, 30_000)
                .mapToObj(i -> "{\"n\":\"value " + i + "\"}")
                .collect(java.util.stream.Collectors.joining(",", "[", "]"));

        assertThat(redacted(items, Set.of(), "/*/n")).contains("‹hidden n›", "‹hidden n 30000›");
    }

    @Test
    void names_that_are_cut_alike_have_a_token_for_each_value() {
        var name = "x".repeat(60);
        assertThat(redacted(
                        "{\"%sa\":1,\"%sb\":2}".formatted(name, name), Set.of(), "/" + name + "a", "/" + name + "b"))
                .contains("‹hidden " + "x".repeat(40) + "›", "‹hidden " + "x".repeat(40) + " 2›");
    }
}
