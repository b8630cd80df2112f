package io.casebook.gateway;

import io.casebook.gateway.completion.Models;
import io.casebook.platform.kafka.Assignment;
import java.util.HashMap;
import java.util.Map;

/**
 * Shares the limits of models among the instances of an installation by the partitions that each has: so the shares of all make up
 * the whole, and one that has partitions of a single topic of requests can work on them. Thread-safe.
 */
final class LimitShares {
    private final Models models;
    private final int workers;
    private final Map<String, Double> shares = new HashMap<>();

    /**
     * @param workers how many workers of an instance read requests, each of a topic of its own
     */
    LimitShares(Models models, int workers) {
        this.models = models;
        this.workers = workers;
    }

    /** A worker has other partitions than before. */
    synchronized void assigned(String worker, Assignment assignment) {
        shares.put(worker, assignment.share());
        models.share(shares.values().stream().mapToDouble(Double::doubleValue).sum() / workers);
    }
}
