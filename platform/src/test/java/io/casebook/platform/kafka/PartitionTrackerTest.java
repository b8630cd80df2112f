package io.casebook.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PartitionTrackerTest {
    @Test
    void has_nothing_to_commit_before_anything_was_read() {
        var tracker = new PartitionTracker();
        assertThat(tracker.advanced()).isFalse();
    }

    @Test
    void continues_at_the_first_unfinished_record() {
        var tracker = new PartitionTracker();
        tracker.begin(5);
        tracker.begin(6);
        tracker.begin(7);
        tracker.finish(6);
        assertThat(tracker.next()).isEqualTo(5);

        tracker.finish(5);
        assertThat(tracker.next()).isEqualTo(7);

        tracker.finish(7);
        assertThat(tracker.next()).isEqualTo(8);
    }

    @Test
    void steps_over_the_gap_where_a_transaction_ended() {
        var tracker = new PartitionTracker();
        tracker.begin(5);
        tracker.readTo(9);
        tracker.finish(5);

        assertThat(tracker.next()).isEqualTo(9);
    }

    @Test
    void commits_progress_once_and_again_after_a_failure() {
        var tracker = new PartitionTracker();
        tracker.begin(5);
        tracker.finish(5);
        tracker.committing(tracker.next());
        assertThat(tracker.advanced()).isFalse();

        tracker.commitFailed();
        assertThat(tracker.advanced()).isTrue();
    }

    /** Promise 2, nothing lost: at every moment all records before the offset to commit are done. */
    @Property
    void never_passes_an_unfinished_record(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 4) Integer> gaps, @ForAll long seed) {
        var tracker = new PartitionTracker();
        var offsets = new ArrayList<Long>();
        var at = 0L;
        for (var gap : gaps) {
            at += gap;
            offsets.add(at);
        }
        var random = new Random(seed);
        var toRead = new ArrayList<>(offsets);
        var running = new ArrayList<Long>();
        var finished = new HashSet<Long>();
        var before = -1L;
        while (!toRead.isEmpty() || !running.isEmpty()) {
            if (!toRead.isEmpty() && (running.isEmpty() || random.nextBoolean())) {
                var next = toRead.removeFirst();
                tracker.begin(next);
                running.add(next);
            } else {
                var done = running.remove(random.nextInt(running.size()));
                tracker.finish(done);
                finished.add(done);
            }
            var next = tracker.next();
            assertThat(next).isGreaterThanOrEqualTo(before);
            assertThat(offsets.stream().filter(offset -> offset < next)).allMatch(finished::contains);
            before = next;
        }
        assertThat(tracker.next()).isEqualTo(offsets.isEmpty() ? -1 : offsets.getLast() + 1);
    }
}
