package io.casebook.orchestrator;

import io.casebook.conversation.Entries;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How often each limited procedure was entered today by the conversations of one partition. A limit holds for the whole
 * installation, and no partition knows of another: each has its share, and the shares add up to the limit exactly. So a limit is
 * never exceeded, and it may be reached in one partition while another has some left.
 *
 * <p>Key: agent and procedure. Value: the day since 1970 in UTC, 8 bytes, and the entries on it, 8 bytes.
 */
final class EntryCounts implements Entries {
    private final KeyValueStore<String, byte[]> store;
    private final int partition;
    private final int partitions;

    /**
     * The counts of a partition.
     *
     * @param partition which one
     * @param partitions how many there are
     */
    EntryCounts(KeyValueStore<String, byte[]> store, int partition, int partitions) {
        this.store = store;
        this.partition = partition;
        this.partitions = partitions;
    }

    @Override
    public int left(String agentId, String procedureId, int perDay, LocalDate day) {
        var used = Math.min(Integer.MAX_VALUE, counted(key(agentId, procedureId), day.toEpochDay()));
        return Math.max(0, share(perDay, partition, partitions) - (int) used);
    }

    /** What a partition has of a limit: an equal part, and the first ones one more of what is left over. */
    static int share(int perDay, int partition, int partitions) {
        return perDay / partitions + (partition < perDay % partitions ? 1 : 0);
    }

    /** A procedure with a limit was entered. */
    void entered(String agentId, String procedureId, LocalDate day) {
        var key = key(agentId, procedureId);
        var count = counted(key, day.toEpochDay()) + 1;
        store.put(
                key,
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(day.toEpochDay())
                        .putLong(count)
                        .array());
    }

    private long counted(String key, long day) {
        var kept = store.get(key);
        if (kept == null) {
            return 0;
        }
        var count = ByteBuffer.wrap(kept);
        return count.getLong() == day ? count.getLong() : 0;
    }

    /** Ids hold no space. */
    private static String key(String agentId, String procedureId) {
        return agentId + " " + procedureId;
    }
}
