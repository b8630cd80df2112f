package io.casebook.platform.kafka;

/** A partition for as long as a worker has it; a new assignment of the same partition is another object. For one thread. */
final class WorkerPartition {
    private final PartitionTracker tracker = new PartitionTracker();
    private int running;

    PartitionTracker tracker() {
        return tracker;
    }

    /** A handler takes one of its records. */
    void begin() {
        running++;
    }

    /** A handler is through with one of its records. */
    void end() {
        running--;
    }

    boolean isRunning() {
        return running > 0;
    }
}
