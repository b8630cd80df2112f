package io.casebook.ingress.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.ingress.delivery.Notification;
import io.casebook.ingress.delivery.Outbounds;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class AssignedTest {
    private final Assigned part = new Assigned();

    @Test
    void only_the_first_of_a_conversation_may_go() {
        assertThat(part.join(held(0, "a"))).isTrue();
        assertThat(part.join(held(1, "a"))).isFalse();
        assertThat(part.join(held(2, "b"))).isTrue();
    }

    @Test
    void the_next_of_a_conversation_follows_the_one_that_is_delivered() {
        var first = held(0, "a");
        var second = held(1, "a");
        part.join(first);
        part.join(second);

        assertThat(part.leave(first)).isEqualTo(second);
        assertThat(part.leave(second)).isNull();
    }

    @Test
    void what_is_committed_stops_before_the_first_undelivered_record() {
        var first = held(0, "a");
        var second = held(1, "b");
        var third = held(2, "c");
        part.join(first);
        part.join(second);
        part.join(third);

        part.leave(third);
        assertThat(part.toCommit()).isZero();
        part.leave(first);
        assertThat(part.toCommit()).isEqualTo(1);
        assertThat(part.ahead()).isEqualTo(2);
        part.leave(second);
        assertThat(part.toCommit()).isEqualTo(3);
        assertThat(part.ahead()).isZero();
    }

    @Test
    void the_same_offset_is_not_committed_twice_unless_the_commit_failed() {
        part.readTo(5);
        part.committing(part.toCommit());
        assertThat(part.toCommit()).isEqualTo(-1);

        part.committing(-1);
        assertThat(part.toCommit()).isEqualTo(5);
    }

    private Held held(long offset, String conversationId) {
        var record = Outbounds.message(conversationId, offset, "text");
        var raw = new ConsumerRecord<>("outbound", 0, offset, conversationId, new byte[0]);
        return new Held(part, raw, record, Objects.requireNonNull(Notification.of(record)));
    }
}
