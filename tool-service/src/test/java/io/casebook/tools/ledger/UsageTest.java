package io.casebook.tools.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.conversation.definition.CustomerLimit;
import io.casebook.conversation.definition.RateLimit;
import io.casebook.conversation.definition.Tool;
import io.casebook.tools.Sample;
import io.casebook.tools.call.Denied;
import io.casebook.tools.run.Call;
import io.casebook.tools.run.Caller;
import io.casebook.tools.run.CompiledTool;
import io.casebook.tools.run.Sandbox;
import io.casebook.vocabulary.tool.LedgerEntry;
import io.casebook.vocabulary.tool.ToolDenial;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import io.casebook.vocabulary.tool.ToolUnknown;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How often a tool may act, over all processes, whatever restarts: what counts is what stands on the ledger. */
class UsageTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Tool TWICE = tool(new RateLimit(2, DAY), null);
    private static final Tool TWICE_EACH = tool(null, new CustomerLimit(new RateLimit(2, DAY), null));
    private static final Tool UP_TO_500 =
            tool(null, new CustomerLimit(null, new CustomerLimit.Sum("amount", "500", DAY)));

    private LedgerView view = new LedgerView(100, 1 << 20);
    private Instant now = Sample.NOW;
    private int calls;

    private static Tool tool(@Nullable RateLimit all, @Nullable CustomerLimit each) {
        return Sample.writing("http://shop/refunds")
                .limit(all)
                .customerLimit(each)
                .build();
    }

    private Order order(Tool tool, String customer, String amount) {
        calls++;
        var call = new Call(
                "call-" + calls,
                new Caller("shop", "conversation-1", customer, Set.of(), Sandbox.OFF),
                CompiledTool.of(tool, Sample.KINDS),
                Sample.arguments("{\"amount\":" + amount + "}"),
                now.plusSeconds(30));
        return new Order(call, "default", "conversation-1", "hash", now, null);
    }

    private LedgerEntry starts(Order order) {
        var started = order.started(now);
        view.take(started, new Line.Place(0, calls));
        return started;
    }

    /** The limit that the next call of a customer exceeds; null where it may run. */
    private @Nullable String next(Tool tool, String customer, String amount) {
        return view.excess(tool, starts(order(tool, customer, amount)));
    }

    private void ends(Tool tool, String customer, String amount, ToolOutcome outcome) {
        var order = order(tool, customer, amount);
        starts(order);
        view.take(order.finished(Orders.result(outcome).withCallId("call-" + calls), now), new Line.Place(0, 1_000));
    }

    @Test
    void a_tool_may_be_called_as_often_as_its_limit_says_whoever_calls() {
        assertThat(next(TWICE, "anna", "1")).isNull();
        assertThat(next(TWICE, "bert", "1")).isNull();
        assertThat(next(TWICE, "carl", "1")).contains("2 times per day");
    }

    @Test
    void a_customer_s_limit_is_that_customer_s_alone() {
        assertThat(next(TWICE_EACH, "anna", "1")).isNull();
        assertThat(next(TWICE_EACH, "anna", "1")).isNull();
        assertThat(next(TWICE_EACH, "anna", "1")).contains("for one customer");
        assertThat(next(TWICE_EACH, "bert", "1")).isNull();
    }

    @Test
    void amounts_are_added_up_to_the_cent() {
        assertThat(next(UP_TO_500, "anna", "499.99")).isNull();
        assertThat(next(UP_TO_500, "anna", "0.01")).isNull();
        assertThat(next(UP_TO_500, "anna", "0.01")).contains("amount may come to 500 per day");
    }

    @Test
    void an_amount_below_zero_makes_no_room() {
        assertThat(next(UP_TO_500, "anna", "500")).isNull();
        assertThat(next(UP_TO_500, "anna", "-400")).isNull();
        assertThat(next(UP_TO_500, "anna", "1")).isNotNull();
    }

    @Test
    void the_next_day_begins_at_midnight() {
        now = Instant.parse("2026-03-01T23:59:59Z");
        next(TWICE, "anna", "1");
        next(TWICE, "anna", "1");
        now = now.plusSeconds(1);
        assertThat(next(TWICE, "anna", "1")).isNull();
    }

    @Test
    void a_call_of_yesterday_that_is_read_late_counts_for_yesterday() {
        now = Instant.parse("2026-03-02T00:00:00Z");
        next(TWICE, "anna", "1");
        now = now.minusSeconds(1);
        assertThat(next(TWICE, "anna", "1")).isNull();
        assertThat(next(TWICE, "anna", "1")).isNull();
        assertThat(next(TWICE, "anna", "1")).isNotNull();
        now = now.plusSeconds(1);
        assertThat(next(TWICE, "anna", "1")).isNull();
    }

    @Nested
    class A_call {
        @Test
        void that_is_known_not_to_have_done_anything_no_longer_counts() {
            ends(UP_TO_500, "anna", "500", new ToolFailure("rejected"));
            ends(UP_TO_500, "anna", "500", new ToolDenial("limit_reached", ""));
            assertThat(next(UP_TO_500, "anna", "500")).isNull();
        }

        @Test
        void that_was_done_or_may_have_been_counts() {
            ends(UP_TO_500, "anna", "250", new ToolSuccess(io.casebook.schemas.Personal.text("{}")));
            ends(UP_TO_500, "anna", "250", new ToolUnknown("lost"));
            assertThat(next(UP_TO_500, "anna", "1")).isNotNull();
        }

        @Test
        void counts_once_however_many_workers_write_it_down() {
            var order = order(TWICE, "anna", "1");
            starts(order);
            starts(order);
            assertThat(next(TWICE, "anna", "1")).isNull();
        }

        @Test
        void for_nobody_is_denied_where_the_limit_is_each_customer_s() {
            assertThatThrownBy(() -> Counting.require(order(TWICE_EACH, "", "1").call()))
                    .isInstanceOfSatisfying(
                            Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Denied.BINDING_MISSING));
        }

        @Test
        void without_the_amount_that_is_added_up_is_denied() {
            assertThatThrownBy(() -> Counting.require(
                            order(UP_TO_500, "anna", "\"much\"").call()))
                    .isInstanceOfSatisfying(
                            Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Denied.INVALID_ARGUMENTS));
        }
    }

    @Test
    void of_calls_that_start_together_and_exceed_the_limit_together_those_fit_that_started_first() {
        next(TWICE, "anna", "1");
        var first = starts(order(TWICE, "bert", "1"));
        var second = starts(order(TWICE, "carl", "1"));

        assertThat(view.excess(TWICE, first)).isNotNull();
        assertThat(view.excess(TWICE, second)).isNotNull();
        assertThat(view.excessInOrder(TWICE, first)).isNull();
        assertThat(view.excessInOrder(TWICE, second)).isNotNull();
    }

    @Test
    void amounts_fit_in_the_order_of_their_calls() {
        var first = starts(order(UP_TO_500, "anna", "300"));
        var second = starts(order(UP_TO_500, "anna", "300"));
        var third = starts(order(UP_TO_500, "anna", "1"));

        assertThat(view.excessInOrder(UP_TO_500, first)).isNull();
        assertThat(view.excessInOrder(UP_TO_500, second)).isNotNull();
        assertThat(view.excessInOrder(UP_TO_500, third)).isNotNull();
    }

    @Test
    void a_process_that_starts_anew_counts_from_the_ledger() {
        var first = order(TWICE, "anna", "1").started(now);
        var second = order(TWICE, "anna", "1").started(now);
        view = new LedgerView(100, 1 << 20);
        view.take(first, new Line.Place(0, 0));
        view.take(second, new Line.Place(1, 0));
        assertThat(next(TWICE, "anna", "1")).isNotNull();
    }

    @Test
    void more_customers_than_are_counted_get_nothing_rather_than_anything() {
        view = new LedgerView(1, 1 << 20);
        assertThat(next(TWICE_EACH, "anna", "1")).isNull();
        assertThat(next(TWICE_EACH, "bert", "1")).isNotNull();
    }
}
