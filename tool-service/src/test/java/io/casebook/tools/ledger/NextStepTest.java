package io.casebook.tools.ledger;

import static io.casebook.tools.ledger.NextStep.GRACE;
import static io.casebook.tools.ledger.NextStep.LEASE;
import static io.casebook.tools.ledger.Orders.ASKED;
import static io.casebook.tools.ledger.Orders.DEADLINE;
import static io.casebook.tools.ledger.Orders.TIMEOUT;
import static io.casebook.tools.ledger.Orders.order;
import static io.casebook.tools.ledger.Orders.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolUnknown;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The whole decision table. */
class NextStepTest {
    private static final Line STARTED =
            new Line("hash-1", ASKED, new Line.Place(0, 7), new Line.Place(0, 7), false, null);

    private static NextStep step(boolean repeatable, @org.jspecify.annotations.Nullable Line line, Instant now) {
        return NextStep.of(order(repeatable), line, false, now);
    }

    @Nested
    class a_call_that_the_ledger_does_not_know {
        @Test
        void is_started() {
            assertThat(step(true, null, ASKED)).isEqualTo(new NextStep.Start());
            assertThat(step(false, null, ASKED)).isEqualTo(new NextStep.Start());
        }

        @Test
        void is_not_started_after_its_deadline() {
            assertThat(step(true, null, DEADLINE)).isEqualTo(new NextStep.TooLate());
        }

        @Test
        void is_not_started_where_the_ledger_may_have_forgotten_it() {
            assertThat(NextStep.of(order(true), null, true, ASKED)).isInstanceOf(NextStep.DeclareUnknown.class);
        }
    }

    @Nested
    class a_call_that_was_settled {
        @Test
        void is_told_again_and_not_run_even_after_its_deadline() {
            var settled = result(new ToolFailure("rejected"));
            var line = new Line("hash-1", ASKED, new Line.Place(0, 7), new Line.Place(0, 7), false, settled);

            assertThat(step(true, line, DEADLINE.plusSeconds(1))).isEqualTo(new NextStep.TellAgain(settled));
        }

        @Test
        void as_unknown_is_told_again_too() {
            var settled = result(new ToolUnknown("?"));
            var line = new Line("hash-1", ASKED, new Line.Place(0, 7), new Line.Place(0, 7), false, settled);

            assertThat(step(true, line, ASKED)).isEqualTo(new NextStep.TellAgain(settled));
        }
    }

    @Nested
    class a_call_that_was_started {
        @Test
        void is_waited_for_while_its_worker_may_be_at_work() {
            var gone = ASKED.plus(LEASE).plus(TIMEOUT).plus(GRACE);

            assertThat(step(false, STARTED, gone.minusMillis(1))).isEqualTo(new NextStep.Await(gone));
        }

        @Test
        void is_waited_for_two_tries_long_where_its_worker_may_repeat_it() {
            var gone = ASKED.plus(LEASE).plus(TIMEOUT.multipliedBy(2)).plus(GRACE);

            assertThat(step(true, STARTED, gone.minusMillis(1))).isEqualTo(new NextStep.Await(gone));
        }

        @Test
        void is_waited_for_until_the_deadline_at_most() {
            var late = new Line(
                    "hash-1", DEADLINE.minusSeconds(1), new Line.Place(0, 7), new Line.Place(0, 7), false, null);

            assertThat(step(true, late, DEADLINE)).isEqualTo(new NextStep.Await(DEADLINE.plus(GRACE)));
        }

        @Test
        void and_whose_worker_is_gone_is_repeated_where_the_tool_knows_keys() {
            assertThat(step(true, STARTED, ASKED.plusSeconds(20))).isEqualTo(new NextStep.Repeat());
        }

        @Test
        void and_whose_worker_is_gone_is_unknown_where_the_tool_knows_no_keys() {
            assertThat(step(false, STARTED, ASKED.plusSeconds(20))).isInstanceOf(NextStep.DeclareUnknown.class);
        }

        @Test
        void and_whose_worker_is_gone_is_not_repeated_after_the_deadline() {
            assertThat(step(true, STARTED, DEADLINE.plusSeconds(5))).isInstanceOf(NextStep.DeclareUnknown.class);
        }

        @Test
        void for_another_payload_is_a_conflict_whatever_came_of_it() {
            var other = new Line("hash-2", ASKED, new Line.Place(0, 7), new Line.Place(0, 7), false, null);

            assertThat(step(true, other, ASKED.plusSeconds(20))).isEqualTo(new NextStep.Conflict());
            assertThat(step(
                            true,
                            new Line(
                                    "hash-2", ASKED, other.place(), other.place(), false, result(new ToolUnknown("?"))),
                            ASKED))
                    .isEqualTo(new NextStep.Conflict());
        }
    }
}
