package io.casebook.gateway.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.casebook.vocabulary.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What models cost, and when. */
class PricesTest {
    private static final String MODEL = "models:\n  big:\n    base_url: http://h/v1\n    model: m\n    ";

    private static Prices prices(String yaml) throws ModelsFileException {
        var big = ModelsFile.parse("models.yaml", MODEL + yaml).models().get("big");
        return Objects.requireNonNull(big).prices();
    }

    private static String problems(String text) {
        var thrown = catchThrowableOfType(ModelsFileException.class, () -> ModelsFile.parse("models.yaml", text));
        return String.valueOf(thrown.getMessage());
    }

    @Test
    void a_price_holds_from_its_day_on_and_the_next_one_takes_its_place() throws ModelsFileException {
        var prices = prices("""
                usd_per_million:
                      - {from: 2026-01-01, input: 2, output: 8}
                      - {from: 2026-06-01, input: 1, cached: 0.5, output: 4}
                """);

        assertThat(prices.usage(1000, 500, 100, Instant.parse("2026-05-31T23:59:59Z")))
                .isEqualTo(new Usage(1000, 500, 100, 2800));
        assertThat(prices.usage(1000, 500, 100, Instant.parse("2026-06-01T00:00:00Z")))
                .isEqualTo(new Usage(1000, 500, 100, 1150));
    }

    @Test
    void what_the_provider_keeps_for_the_next_call_has_a_price_of_its_own() throws ModelsFileException {
        var at = Instant.parse("2026-06-01T00:00:00Z");

        assertThat(prices("usd_per_million: {input: 2, cached: 0.2, cache_write: 2.5, output: 10}")
                        .usage(1000, 400, 100, 20, at))
                .isEqualTo(new Usage(1000, 400, 20, 500 * 2 + 80 + 250 + 200));
        assertThat(prices("usd_per_million: {input: 2, output: 10}")
                        .usage(1000, 400, 100, 20, at)
                        .usdMicros())
                .isEqualTo(2200);
    }

    @Test
    void before_the_first_day_and_without_a_table_the_price_is_unknown_and_not_nothing() throws ModelsFileException {
        var later = prices("usd_per_million: [{from: 2026-06-01, input: 1, output: 4}]");

        assertThat(later.at(Instant.parse("2026-05-31T12:00:00Z"))).isNull();
        assertThat(prices("context: 1000").known()).isFalse();
        assertThat(prices("usd_per_million: {input: 0, output: 0}").known()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "usd_per_million: [{input: 1}]                   | models.yaml:5: error: from is missing",
                "usd_per_million: [{from: soon, input: 1}]       | models.yaml:5: error: from must be a day",
                "usd_per_million: [{from: 2026-01-01, inputs: 1}] | models.yaml:5: error: unknown key inputs",
                "usd_per_million: 5                              | models.yaml:5: error: usd_per_million must be a mapping",
                "usd_per_million: [{from: 2026-01-01}, {from: 2026-01-01}] | other prices from 2026-01-01 on",
            })
    void a_wrong_table_is_told_with_its_line(String yaml, String message) {
        assertThat(problems(MODEL + yaml)).contains(message);
    }

    @Test
    void budgets_are_of_every_tenant_and_of_single_ones() throws ModelsFileException {
        var budgets = ModelsFile.parse("models.yaml", """
                models:
                  big: {base_url: "http://h/v1", model: m}
                budgets:
                  usd_per_day: 20.5
                  tenants: {acme: {tokens_per_day: 1_000_000}}
                """).budgets();

        assertThat(budgets.of("any")).isEqualTo(new Budgets.Daily(20_500_000, 0));
        assertThat(budgets.of("acme")).isEqualTo(new Budgets.Daily(0, 1_000_000));
        assertThat(ModelsFile.EMPTY.budgets().none()).isTrue();
        assertThat(Budgets.Daily.of(new BigDecimal("0.5"), 0).usdMicros()).isEqualTo(500_000);
    }

    @Test
    void an_unknown_key_of_budgets_is_told() {
        assertThat(problems("models:\n  big: {base_url: 'http://h/v1', model: m}\nbudgets:\n  usd_a_day: 5\n"))
                .contains("models.yaml:4: error: unknown key usd_a_day");
        assertThat(problems("models:\n  big: {base_url: 'http://h/v1', model: m}\nbudgets: {tenants: {a: {usd: 5}}}\n"))
                .contains("models.yaml:3: error: unknown key usd");
    }
}
