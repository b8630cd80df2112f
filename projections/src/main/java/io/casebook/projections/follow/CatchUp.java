package io.casebook.projections.follow;

import io.casebook.projections.follow.ProjectorLoop.Rebuild;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The way from where reading began to where the log ended then. Changed by the projector's thread, read by any. */
final class CatchUp {
    static final CatchUp NOTHING = new CatchUp(Map.of(), Map.of(), null);

    private final Map<Integer, Long> from;
    private final Map<Integer, Long> to = new HashMap<>();
    private final @Nullable Rebuild rebuild;
    private volatile Progress progress;
    private volatile boolean over;

    CatchUp(Map<Integer, Long> from, Map<TopicPartition, Long> ends, @Nullable Rebuild rebuild) {
        this.from = Map.copyOf(from);
        ends.forEach((partition, end) -> to.put(partition.partition(), end));
        this.rebuild = rebuild;
        this.progress = measure(from);
    }

    /** How far reading has come. */
    void tell(Map<Integer, Long> positions) {
        if (over) {
            return;
        }
        progress = measure(positions);
        over = progress.done() >= progress.total();
        if (rebuild != null) {
            rebuild.progress().accept(progress);
            if (over) {
                rebuild.done().complete(null);
            }
        }
    }

    boolean isOver() {
        return over;
    }

    Progress progress() {
        return progress;
    }

    private Progress measure(Map<Integer, Long> positions) {
        var done = 0L;
        var total = 0L;
        for (var end : to.entrySet()) {
            var begin = from.getOrDefault(end.getKey(), 0L);
            var there = Math.min(positions.getOrDefault(end.getKey(), begin), end.getValue());
            done += Math.max(0, there - begin);
            total += Math.max(0, end.getValue() - begin);
        }
        return new Progress(done, total);
    }
}
