package io.casebook.tools.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Sensitive;
import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.ContentHash;
import io.casebook.tools.Sample;
import io.casebook.tools.answer.Redaction;
import io.casebook.tools.json.Json;
import io.casebook.tools.vault.Hidden;
import io.casebook.vocabulary.SealedValue;
import io.casebook.vocabulary.event.ToolEffect;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Values that redaction took out of random results, given back in random arguments: a tool gets those that it may have, each in the
 * place of its own token, and no other; whatever else stands in the arguments, in what customers write or in what tools tell.
 */
class SealedValuesPropertyTest {
    private static final String CONVERSATION = "conversation-1";

    /** What is secret in these stories, by the kind under which a tool may have it. */
    private static final List<Hidden> VALUES = List.of(
            new Hidden("‹card ending 4242›", "card", "4242424242424242"),
            new Hidden("‹card ending 4444›", "card", "5555555555554444"),
            new Hidden("‹IBAN ending 3000›", "iban", "DE89370400440532013000"),
            new Hidden("‹e-mail at example.com›", "email", "ada@example.com"),
            new Hidden("‹hidden number›", "/account/number", "K-77 \"§\" \\u0041 ‹x›"));

    /** What looks like a token and is none, or is one that nobody here was given. */
    private static final List<String> FORGED = List.of(
            "‹card ending 9999›",
            "‹secret›",
            "‹hidden number 2›",
            "‹Card ending 4242›",
            "‹card  ending 4242›",
            "‹ card ending 4242 ›",
            "‹x›");

    private static final List<String> WORDS = List.of(
            "",
            " ",
            "refund ",
            "{customer_id}",
            "${secret:shop}",
            "‹",
            "›",
            "‹›",
            "<card ending 4242>",
            "\\u2039",
            "\"",
            "\n",
            "é");

    /**
     * A text of an argument.
     *
     * @param pieces words, tokens and forgeries, in order
     */
    record Said(List<String> pieces) {
        String text() {
            return String.join("", pieces);
        }
    }

    /**
     * What is asked of a tool.
     *
     * @param said the texts in its arguments
     * @param depth how deep each stands in lists and objects
     * @param kept which values the conversation has, by their place in the list
     * @param receives which kinds the tool may have
     * @param escaped whether the caller writes what is not ASCII as JSON escapes
     */
    record Asked(List<Said> said, int depth, Set<Integer> kept, Set<String> receives, boolean escaped) {}

    @Provide
    Arbitrary<Asked> asked() {
        var token = Arbitraries.of(VALUES).map(Hidden::token);
        var piece = Arbitraries.frequencyOf(
                Tuple.of(4, token), Tuple.of(3, Arbitraries.of(WORDS)), Tuple.of(1, Arbitraries.of(FORGED)));
        var said = piece.list().ofMaxSize(5).map(Said::new);
        var kinds = Arbitraries.of(VALUES).map(Hidden::kind);
        return Combinators.combine(
                        said.list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers()
                                .between(0, VALUES.size() - 1)
                                .set()
                                .ofMinSize(3),
                        kinds.set().ofMinSize(2),
                        Arbitraries.of(true, false))
                .as(Asked::new);
    }

    private static String arguments(Asked asked) {
        var arguments = Json.object();
        for (var i = 0; i < asked.said().size(); i++) {
            JsonNode node = Json.of(asked.said().get(i).text());
            for (var depth = 0; depth < asked.depth(); depth++) {
                node = depth % 2 == 0 ? Json.array().add(node) : Json.object().set("inner", node);
            }
            arguments.set("part_" + i, node);
        }
        var text = Json.text(arguments);
        return asked.escaped() ? escaped(text) : text;
    }

    private static String escaped(String json) {
        var escaped = new StringBuilder();
        json.chars().forEach(c -> escaped.append(c < 128 ? Character.toString(c) : "\\u%04X".formatted(c)));
        return escaped.toString();
    }

    private static List<SealedValue> sealed(Asked asked) {
        return asked.kept().stream()
                .map(VALUES::get)
                .map(hidden -> Sample.VAULT.seal(CONVERSATION, hidden))
                .toList();
    }

    private static Checks.Checked check(Asked asked) {
        var tool = Tool.writing("pay_back")
                .parameters(Sample.ANYTHING)
                .receives(asked.receives())
                .build();
        return Checks.check(
                tool,
                Schema.ofParameters(tool.name(), tool.parametersJson()),
                Sample.request("pay_back", ToolEffect.WRITE, arguments(asked)).withSealedValues(sealed(asked)),
                Origin.CONVERSATION,
                Sample.VAULT);
    }

    /** The tokens in a text, read here once more by themselves: from one mark to the next, where no mark stands between. */
    private static List<String> tokens(String text) {
        var tokens = new ArrayList<String>();
        for (var start = text.indexOf('‹'); start >= 0; start = text.indexOf('‹', start + 1)) {
            var end = text.indexOf('›', start);
            var next = text.indexOf('‹', start + 1);
            var control = text.substring(start, end < 0 ? start : end).chars().anyMatch(Character::isISOControl);
            if (end > start + 1 && (next < 0 || next > end) && !control) {
                tokens.add(text.substring(start, end + 1));
            }
        }
        return tokens;
    }

    private static @Nullable Hidden behind(Asked asked, String token) {
        return asked.kept().stream()
                .map(VALUES::get)
                .filter(hidden -> hidden.token().equals(token))
                .filter(hidden -> asked.receives().contains(hidden.kind()))
                .findFirst()
                .orElse(null);
    }

    private static List<String> texts(JsonNode node) {
        return node.isContainer()
                ? node.valueStream().flatMap(part -> texts(part).stream()).toList()
                : List.of(node.stringValue());
    }

    /** What a tool may have of what was said, and null where the call must be denied. */
    private static @Nullable String given(Asked asked, String text) {
        var given = text;
        var from = 0;
        for (var token : tokens(text)) {
            var hidden = behind(asked, token);
            if (hidden == null) {
                return null;
            }
            var at = given.indexOf(token, from);
            given = given.substring(0, at) + hidden.value() + given.substring(at + token.length());
            from = at + hidden.value().length();
        }
        return given;
    }

    @Property
    void a_tool_gets_each_value_that_it_may_have_in_the_place_of_its_token_and_no_other(@ForAll("asked") Asked asked) {
        var expected =
                asked.said().stream().map(said -> given(asked, said.text())).toList();
        try {
            var checked = check(asked);

            assertThat(texts(checked.arguments())).isEqualTo(expected);
            assertThat(checked.hash()).isEqualTo(check(asked).hash());
        } catch (Denied denied) {
            assertThat(expected).as(denied.getMessage()).contains((String) null);
            assertThat(denied.reason()).isEqualTo(Denied.VALUE_WITHHELD);
            assertThat(denied.outcome().toString())
                    .doesNotContain(VALUES.stream().map(Hidden::value).toList());
        }
    }

    @Property
    void a_tool_that_receives_nothing_never_gets_a_value(@ForAll("asked") Asked asked) {
        var nothing = new Asked(asked.said(), asked.depth(), asked.kept(), Set.of(), asked.escaped());
        try {
            var sent = Json.text(check(nothing).arguments());

            assertThat(VALUES).noneMatch(hidden -> sent.contains(hidden.value()));
        } catch (Denied denied) {
            assertThat(denied.outcome().toString())
                    .doesNotContain(VALUES.stream().map(Hidden::value).toList());
        }
    }

    @Property
    void what_stands_behind_a_token_cannot_be_told_from_the_fingerprint_of_a_call(@ForAll("asked") Asked asked) {
        try {
            var plain = check(asked);
            var guessed = new HashSet<String>();
            VALUES.forEach(hidden -> guessed.add(ContentHash.of("pay_back", Json.text(plain.arguments()))));
            var exchanged =
                    asked.said().stream().anyMatch(said -> !tokens(said.text()).isEmpty());

            assertThat(guessed.contains(plain.hash())).isEqualTo(!exchanged);
        } catch (Denied denied) {
            assertThat(denied.reason()).isEqualTo(Denied.VALUE_WITHHELD);
        }
    }

    /**
     * What a tool tells.
     *
     * @param texts its texts: words, forged tokens, and values
     * @param depth how deep they stand
     */
    record Told(List<Said> texts, int depth) {}

    @Provide
    Arbitrary<Told> told() {
        var value = Arbitraries.of(
                "4242 4242 4242 4242", "5555-5555-5555-4444", "DE89 3704 0044 0532 0130 00", "ada@example.com");
        var piece = Arbitraries.frequencyOf(
                Tuple.of(3, value),
                Tuple.of(2, Arbitraries.of(VALUES).map(Hidden::token)),
                Tuple.of(2, Arbitraries.of(FORGED)),
                Tuple.of(2, Arbitraries.of(WORDS)));
        // With a space between, as values stand in texts.
        var said = piece.list()
                .ofMaxSize(5)
                .map(pieces -> new Said(
                        pieces.stream().flatMap(one -> Stream.of(one, " ")).toList()));
        return Combinators.combine(
                        said.list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.integers().between(0, 3))
                .as(Told::new);
    }

    @Property
    void what_is_kept_of_a_result_is_what_was_in_it_and_a_forged_token_keeps_nothing(@ForAll("told") Told told) {
        var content = Json.array();
        for (var text : told.texts()) {
            JsonNode node = Json.of(text.text());
            for (var depth = 0; depth < told.depth(); depth++) {
                node = depth % 2 == 0
                        ? Json.object().set("note", node)
                        : Json.array().add(node);
            }
            content.add(node);
        }
        var before = Json.text(content).replaceAll("[ -]", "");
        var kinds = EnumSet.of(Sensitive.CARD, Sensitive.IBAN, Sensitive.EMAIL);

        var redacted = Redaction.of(List.of(), kinds).apply(content, Set.of());

        var shown = Json.text(redacted.content()).replaceAll("[ -]", "");
        assertThat(VALUES.subList(0, 4)).noneMatch(hidden -> shown.contains(hidden.value()));
        assertThat(redacted.hidden())
                .allMatch(hidden -> before.contains(hidden.value()))
                .allMatch(VALUES::contains);
    }
}
