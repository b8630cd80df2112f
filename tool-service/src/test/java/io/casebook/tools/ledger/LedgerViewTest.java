package io.casebook.tools.ledger;

import static io.casebook.tools.ledger.Orders.ASKED;
import static io.casebook.tools.ledger.Orders.order;
import static io.casebook.tools.ledger.Orders.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.schemas.Personal;
import io.casebook.tools.run.Reasons;
import io.casebook.vocabulary.tool.LedgerEntry;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolSuccess;
import io.casebook.vocabulary.tool.ToolUnknown;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LedgerViewTest {
    private final LedgerView view = new LedgerView(3, 1 << 20);
    private long offset;

    private static LedgerEntry started(String call, int second) {
        return order(true).started(ASKED.plusSeconds(second)).withCallId(call);
    }

    private static LedgerEntry finished(ToolCallResult result) {
        return order(true).finished(result, ASKED);
    }

    private void take(LedgerEntry entry) {
        view.take(entry, new Line.Place(0, offset++));
    }

    private Line line() {
        return Objects.requireNonNull(view.find("call-1"));
    }

    @Test
    void the_first_start_is_the_one_that_counts() {
        take(started("call-1", 0));
        take(started("call-1", 5));

        assertThat(line().startedAt()).isEqualTo(ASKED);
        assertThat(line().place()).isEqualTo(new Line.Place(0, 0));
        assertThat(line().latest()).isEqualTo(new Line.Place(0, 1));
        assertThat(line().outcome()).isNull();
    }

    @Test
    void that_nothing_was_sent_settles_nothing_once_somebody_else_said_that_he_sends_it() {
        var nothing = result(new ToolFailure(Reasons.UNAVAILABLE));
        take(started("call-1", 0));
        take(started("call-1", 13));
        take(finished(nothing));
        assertThat(line().outcome()).isNull();

        take(finished(result(new ToolFailure("rejected"))));
        assertThat(line().outcome()).isEqualTo(result(new ToolFailure("rejected")));
    }

    @Test
    void that_nothing_was_sent_settles_it_where_another_worker_only_was_too_late_to_start_it() {
        var nothing = result(new ToolFailure(Reasons.UNAVAILABLE));
        take(started("call-1", 0));
        take(started("call-1", 1));
        take(finished(nothing));

        assertThat(line().outcome()).isEqualTo(nothing);
    }

    @Test
    void the_first_certain_end_is_the_one_that_counts() {
        var unknown = result(new ToolUnknown("?"));
        var success = result(new ToolSuccess(Personal.text("{}")));
        take(started("call-1", 0));

        take(finished(unknown));
        assertThat(line().outcome()).isEqualTo(unknown);
        take(finished(success));
        assertThat(line().outcome()).isEqualTo(success);
        take(finished(result(new ToolFailure("rejected"))));
        take(finished(unknown));
        assertThat(line().outcome()).isEqualTo(success);
    }

    @Test
    void forgets_the_oldest_beyond_its_bounds_and_remembers_that_it_did() {
        assertThat(view.forgot(ASKED)).isFalse();
        for (var i = 0; i < 5; i++) {
            take(started("call-" + i, i));
        }

        assertThat(view.size()).isEqualTo(3);
        assertThat(view.find("call-1")).isNull();
        assertThat(view.forgot(ASKED.plusSeconds(1))).isTrue();
        assertThat(view.forgot(ASKED.plusSeconds(2))).isFalse();
    }

    @Test
    void forgets_by_size_as_well() {
        var small = new LedgerView(1_000, 2_000);
        small.take(started("call-1", 0), new Line.Place(0, 0));
        small.take(
                finished(result(new ToolSuccess(Personal.text("x".repeat(1_000)))))
                        .withCallId("call-2"),
                new Line.Place(0, 1));

        assertThat(small.find("call-1")).isNull();
    }

    @Test
    void wakes_who_waits_for_a_change_of_a_call() {
        var awaited = CompletableFuture.supplyAsync(() -> {
            try {
                return Objects.requireNonNull(
                        view.await("call-1", line -> line.outcome() != null, Duration.ofSeconds(30)));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        take(started("call-1", 0));
        take(finished(result(new ToolUnknown("?"))));

        assertThat(awaited.join().outcome()).isNotNull();
    }

    @Test
    void lets_go_who_has_waited_long_enough() throws InterruptedException {
        assertThat(view.await("call-1", line -> true, Duration.ofMillis(1))).isNull();
    }

    @Test
    void a_start_is_never_dated_before_its_request() {
        assertThat(order(true).started(ASKED.minusSeconds(9)).at()).isEqualTo(ASKED);
    }
}
