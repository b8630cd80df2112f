package io.casebook.platform.kafka;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions a worker reads, after a change.
 *
 * @param all all of them
 * @param added those that it did not have before
 * @param share how many of the partitions of its topics these are, 0 to 1
 */
public record Assignment(Set<TopicPartition> all, Set<TopicPartition> added, double share) {
    public Assignment {
        all = Set.copyOf(all);
        added = Set.copyOf(added);
    }
}
