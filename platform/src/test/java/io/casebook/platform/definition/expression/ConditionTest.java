package io.casebook.platform.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

    private static final Facts FACTS = Facts.of("c-1", "conv-1", "web", "en")
            .withSlot("order_id", "1001")
            .withSlot("amount", "120.50")
            .withResult("order", """
                    {"status": "shipped", "total": 100, "weight": 2.5, "block": null, "items": [{"sku": "a"}, {"sku": "b"}],
                     "placed": "2026-01-01T00:00:00Z", "open": true}""")
            .withResult("broken", "{not json")
            .withResource("identity", "{\"ok\": true}")
            .withArgs("{\"amount\": 100.01, \"count\": 3, \"big\": 12345678901234567890}")
            .at(Instant.parse("2026-03-01T00:00:00Z"));

    private static final Scope SCOPE = new Scope(
            Set.of("order_id", "amount", "missing_slot"),
            Set.of("order", "broken", "missing"),
            false,
            new Scope.Arguments(Set.of("amount", "count", "big", "other"), false));

    private static final Expressions EXPRESSIONS = new Expressions(SCOPE);

    @ParameterizedTest
    @CsvSource(delimiterString = "-->", quoteCharacter = '`', textBlock = """
            order.status == 'shipped'                               --> holds
            order.status != 'shipped'                               --> fails
            order.open                                              --> holds
            !order.open                                             --> fails
            order.block == null                                     --> holds
            order.block == 'too_old'                                --> fails
            order.items.size() == 2                                 --> holds
            order.items.exists(i, i.sku == 'b')                     --> holds
            order.items[0].sku == 'a'                               --> holds
            results.order.status == 'shipped'                       --> holds
            has(results.missing)                                    --> fails
            has(order.tracking)                                     --> fails
            has(slots.missing_slot) && missing_slot == 'x'          --> fails
            args.amount > 100                                       --> holds
            args.amount > 100.0                                     --> holds
            args.amount > 100.5                                     --> fails
            args.count == 3 && args.count == 3.0                    --> holds
            args.count in [1, 2, 3]                                 --> holds
            args.big > 1000                                         --> holds
            order.total >= 100.0 && order.total <= 100              --> holds
            order.weight < 3                                        --> holds
            order_id == '1001'                                      --> holds
            slots.order_id == '1001'                                --> holds
            int(order_id) > 1000                                    --> holds
            double(amount) > 100                                    --> holds
            double(amount) > double(order.total)                    --> holds
            amount.matches('^[0-9]')                                --> holds
            identity.ok                                             --> holds
            resources.identity.ok                                   --> holds
            customer.id == 'c-1' && conversation.id == 'conv-1'     --> holds
            channel == 'web' && language == 'en'                    --> holds
            now - timestamp(order.placed) > duration('720h')        --> holds
            missing.status == 'x' || order.open                     --> holds
            missing.status == 'x' && order.open                     --> undecided
            missing_slot == 'x'                                     --> undecided
            order.tracking == 'x'                                   --> undecided
            order.total.parts == 1                                  --> undecided
            order.status > 5                                        --> undecided
            order.status                                            --> undecided
            order.total / 0 == 1                                    --> undecided
            int(order.status) == 1                                  --> undecided
            broken.status == 'x'                                    --> undecided
            args.other == 1                                         --> undecided
            resources.nothing.ok                                    --> undecided
            """)
    void a_condition_says(String source, String verdict) {
        assertThat(name(condition(source).test(FACTS))).isEqualTo(verdict);
    }

    @Test
    void an_undecided_condition_repeats_no_words_of_the_customer() {
        Facts facts = FACTS.withSlot("order_id", "my secret address");

        assertThat(condition("int(order_id) > 1").test(facts))
                .isEqualTo(new Verdict.Undecided("int(order_id) > 1: bad format"));
    }

    @Test
    void a_condition_on_time_stays_undecided_where_there_is_no_time() {
        assertThat(condition("now > timestamp('2026-01-01T00:00:00Z')").test(Facts.of("c", "v", "web", "en")))
                .isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void a_condition_that_would_look_too_long_stays_undecided() {
        Facts facts = FACTS.withResult("order", "{\"items\": [" + "1,".repeat(20_000) + "1]}");

        assertThat(condition("order.items.all(i, i == 1)").test(facts)).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void requires_and_approve_both_fail_closed() {
        Verdict undecided = condition("missing.x == 1").test(FACTS);

        assertThat(undecided.holds()).as("requires").isFalse();
        assertThat(undecided.fails()).as("approve").isFalse();
    }

    @Test
    void a_mistake_is_found_on_its_line() {
        assertThat(EXPRESSIONS.condition("order.open &&\n  ordr.status == 'x'"))
                .isEqualTo(
                        new Parsed.Bad<Condition>(List.of(new Fault("nothing fills ordr", 1, "did you mean order?"))));
    }

    @Test
    void a_condition_knows_the_names_that_it_uses() {
        Parsed<Condition> parsed =
                EXPRESSIONS.condition("has(slots.amount) && double(amount) > order.total && order.items.all(i, i.ok)");

        assertThat(parsed instanceof Parsed.Good<Condition> good ? good.references() : List.<Reference>of())
                .containsExactlyInAnyOrder(
                        new Reference(List.of("slots", "amount"), true),
                        new Reference(List.of("amount"), true),
                        new Reference(List.of("order", "total"), false),
                        new Reference(List.of("order", "items"), false));
    }

    private static Condition condition(String source) {
        return switch (EXPRESSIONS.condition(source)) {
            case Parsed.Good<Condition> good -> good.value();
            case Parsed.Bad<Condition> bad -> throw new AssertionError(bad.faults());
        };
    }

    private static String name(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Holds holds -> "holds";
            case Verdict.Fails fails -> "fails";
            case Verdict.Undecided undecided -> "undecided";
        };
    }
}
