package io.casebook.conversation.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.check.Draft.Origin;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftChecksTest {
    private static final String SECRET =
            "Staff may grant a goodwill voucher of up to twenty euros without asking anybody in the office.";

    private static List<String> failed(DraftChecks checks, Draft draft, Given given) {
        return checks.examine(draft, given::background).stream()
                .filter(finding -> !finding.passed())
                .map(Finding::check)
                .toList();
    }

    private static DraftChecks only(String... names) {
        return new DraftChecks(Set.of(names), List.of(), List.of(), 0, List.of());
    }

    private static Draft draft(String text, @Nullable String language) {
        return new Draft(text, Origin.MODEL, language);
    }

    @Test
    void nothing_is_asked_for_where_every_check_is_off() {
        var off = only();
        assertThat(off.examine(draft("Call 0221 1234567.", "en"), () -> {
                    throw new AssertionError("the background was asked for");
                }))
                .isEmpty();
    }

    @Test
    void a_reply_is_in_the_language_of_the_customer() {
        var checks = only(DraftChecks.LANGUAGE);
        assertThat(failed(checks, draft("Guten Tag", "de"), Given.nothing().language("en")))
                .containsExactly("language");
        assertThat(failed(checks, draft("Guten Tag", "de"), Given.nothing().language("de-AT")))
                .isEmpty();
        assertThat(failed(checks, draft("Hm", null), Given.nothing().language("en")))
                .isEmpty();
        // While the customer's is unknown, one of the agent's (en, de).
        assertThat(failed(checks, draft("Bonjour", "fr"), Given.nothing())).containsExactly("language");
        assertThat(failed(checks, draft("Guten Tag", "de"), Given.nothing())).isEmpty();
    }

    @Test
    void nothing_internal_is_cited_or_repeated() {
        var checks = only(DraftChecks.NO_INTERNAL);
        var given = Given.nothing().passage(SECRET, true, false);
        assertThat(failed(checks, draft("Hello!", "en"), given)).isEmpty();
        assertThat(failed(checks, draft("You may get a goodwill voucher.", "en"), given))
                .isEmpty();
        assertThat(failed(
                        checks, draft("Well, STAFF may grant a goodwill voucher, of up to twenty euros!", "en"), given))
                .containsExactly("no_internal");
        assertThat(failed(checks, draft("Hello!", "en"), Given.nothing().passage(SECRET, true, true)))
                .containsExactly("no_internal");
        assertThat(failed(checks, draft(SECRET, "en"), given.passage(SECRET, false, true)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Use the code SORRY20. | Goodwill code: SORRY20, twice at most.",
                "Write to backoffice@shop.example. | Hard cases go to backoffice@shop.example at once.",
                "See https://wiki.shop.example/limits. | The limits are at https://wiki.shop.example/limits now.",
                "Call +43 1 5350 8800. | The supervisor sits at +43 1 5350 8800 all day.",
                "The reference is 8841002. | The account for goodwill is 8841002 since May.",
                "Well: never offer this to traders! | Never offer this to traders.",
                "我们可以退款给老客户五十欧元不用问任何人。 | 我们可以退款给老客户五十欧元不用问任何人",
            })
    void nothing_that_only_an_internal_passage_says_is_given_away(String text, String secret) {
        var checks = only(DraftChecks.NO_INTERNAL);
        assertThat(failed(checks, draft(text, "en"), Given.nothing().passage(secret, true, false)))
                .containsExactly("no_internal");
        assertThat(failed(
                        checks,
                        draft(text, "en"),
                        Given.text(secret).passage(secret, true, false).passage(secret, false, true)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "We can give you 75 euros back by 5 May. | Regulars may get up to 75 euros, until 5 May.",
                "You get 20GB more. | Give 20GB to who complains.",
                "May I have your order number? | Ask: May I have your order number?",
                "Thank you very much! | Say: Thank you very much!",
                "我们可以退款。 | 我们可以退款给老客户五十欧元不用问任何人",
            })
    void what_is_internal_may_steer(String text, String secret) {
        assertThat(failed(
                        only(DraftChecks.NO_INTERNAL),
                        draft(text, "en"),
                        Given.nothing().passage(secret, true, false)))
                .isEmpty();
    }

    @Test
    void a_fact_may_come_from_an_internal_passage() {
        var given = Given.nothing().passage("Regulars may get up to 75 euros.", true, false);
        assertThat(failed(only(DraftChecks.GROUNDED), draft("You get 75 euros back.", "en"), given))
                .isEmpty();
        assertThat(failed(only(DraftChecks.GROUNDED), draft("You get 95 euros back.", "en"), given))
                .containsExactly("grounded");
    }

    @Test
    void a_forbidden_topic_may_be_declined_but_not_spoken_about() {
        var checks = new DraftChecks(Set.of(), List.of(), List.of("investment advice"), 0, List.of());
        assertThat(failed(checks, draft("Here is my investment advice: buy gold.", "en"), Given.nothing()))
                .containsExactly("forbidden_topics");
        assertThat(failed(checks, draft("I cannot give investment advice.", "en"), Given.nothing()))
                .isEmpty();
    }

    @Test
    void a_reply_has_the_form_that_is_wanted() {
        var checks = new DraftChecks(Set.of(), List.of(), List.of(), 40, List.of("No worries", "as an AI"));
        assertThat(failed(checks, draft("Thank you.", "en"), Given.nothing())).isEmpty();
        assertThat(failed(checks, draft("NO  worries, my friend!", "en"), Given.nothing()))
                .containsExactly("reply");
        assertThat(failed(checks, draft("No. Worries are normal.", "en"), Given.nothing()))
                .containsExactly("reply");
        assertThat(failed(checks, draft("x".repeat(41), "en"), Given.nothing())).containsExactly("reply");
        assertThat(failed(only(), draft("x ".repeat(10_001), "en"), Given.nothing()))
                .containsExactly("reply");
    }

    @Test
    void what_an_author_wrote_is_held_against_its_claims_alone() {
        var checks = new DraftChecks(
                Set.of(DraftChecks.GROUNDED, DraftChecks.BACKED_CLAIMS),
                List.of(),
                List.of("tents"),
                5,
                List.of("hello"));
        assertThat(failed(
                        checks,
                        new Draft("Hello, call 0221 1234567 about tents.", Origin.PROCEDURE, null),
                        Given.nothing()))
                .isEmpty();
        assertThat(failed(checks, new Draft("I have refunded it.", Origin.PROCEDURE, null), Given.nothing()))
                .containsExactly("backed_claims");
    }
}
