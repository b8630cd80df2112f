package io.casebook.gateway.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.vocabulary.event.Lane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is next where several wait. */
class WaitingLineTest {
    private final WaitingLine<String> line = new WaitingLine<>();

    private void waits(String who, Lane lane) {
        line.add(who, tenant(who), lane);
    }

    private static String tenant(String who) {
        return who.substring(0, 1);
    }

    private List<String> order() {
        var order = new ArrayList<String>();
        for (var next = line.next(); next != null; next = line.next()) {
            order.add(next);
            line.remove(next, tenant(next), Lane.INTERACTIVE);
            line.remove(next, tenant(next), Lane.BACKGROUND);
        }
        return order;
    }

    @Test
    void tenants_take_turns_however_many_requests_one_of_them_has() {
        for (var i = 1; i <= 4; i++) {
            waits("a" + i, Lane.INTERACTIVE);
        }
        waits("b1", Lane.INTERACTIVE);
        waits("b2", Lane.INTERACTIVE);
        waits("c1", Lane.INTERACTIVE);

        assertThat(order()).containsExactly("a1", "b1", "c1", "a2", "b2", "a3", "a4");
    }

    @Test
    void customers_who_wait_come_before_work_that_nobody_waits_for() {
        waits("a1", Lane.BACKGROUND);
        waits("a2", Lane.BACKGROUND);
        waits("b1", Lane.INTERACTIVE);

        assertThat(order()).containsExactly("b1", "a1", "a2");
    }

    @Test
    void whoever_comes_now_knows_who_is_before() {
        for (var i = 1; i <= 4; i++) {
            waits("a" + i, Lane.INTERACTIVE);
        }
        waits("b1", Lane.INTERACTIVE);

        assertThat(line.before("c", Lane.INTERACTIVE)).containsExactlyInAnyOrder("a1", "b1");
        assertThat(line.before("b", Lane.INTERACTIVE)).containsExactlyInAnyOrder("a1", "a2", "b1");
        assertThat(line.before("a", Lane.INTERACTIVE)).containsExactlyInAnyOrder("a1", "a2", "a3", "a4", "b1");
        assertThat(line.before("c", Lane.BACKGROUND)).hasSize(5);
    }

    @Test
    void whoever_gives_up_is_nobody_anymore() {
        waits("a1", Lane.INTERACTIVE);
        waits("a2", Lane.INTERACTIVE);
        line.remove("a1", "a", Lane.INTERACTIVE);
        line.remove("a1", "a", Lane.INTERACTIVE);

        assertThat(order()).containsExactly("a2");
    }
}
