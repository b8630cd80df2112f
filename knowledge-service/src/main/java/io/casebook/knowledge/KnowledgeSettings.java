package io.casebook.knowledge;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of this service.
 *
 * @param enabled whether the service follows the knowledge log and answers search requests
 * @param inFlight how many search requests are worked on at the same time
 * @param positionWait how long a search waits for a position that the index has not come to
 * @param writeWait how long a call that changes an article waits until this instance finds the change
 * @param staleAfter how long an article may stand unchanged before an audit tells of it
 * @param approximateAbove above so many passages searches do not look at everything; 0 for never
 * @param embeddingsCache directory of the vectors that are kept over restarts
 */
public record KnowledgeSettings(
        boolean enabled,
        int inFlight,
        Duration positionWait,
        Duration writeWait,
        Duration staleAfter,
        int approximateAbove,
        Path embeddingsCache) {
    private static final int MOST_IN_FLIGHT = 1_000;
    private static final int FEWEST_IN_GRAPH = 1_000;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    public KnowledgeSettings {
        if (inFlight < 1 || inFlight > MOST_IN_FLIGHT) {
            throw new IllegalArgumentException(
                    "casebook.knowledge.in-flight is %d; use 1 to %d".formatted(inFlight, MOST_IN_FLIGHT));
        }
        if (approximateAbove != 0 && approximateAbove < FEWEST_IN_GRAPH) {
            throw new IllegalArgumentException(
                    "casebook.knowledge.approximate-above is %d; use %d or more, or 0 to compare everything"
                            .formatted(approximateAbove, FEWEST_IN_GRAPH));
        }
        require("casebook.knowledge.position-wait", positionWait);
        require("casebook.knowledge.write-wait", writeWait);
        if (staleAfter.isNegative() || staleAfter.isZero()) {
            throw new IllegalArgumentException("casebook.knowledge.stale-after must be above 0, for example 365d");
        }
    }

    private static void require(String name, Duration wait) {
        if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("%s is %s; use 0 to %s".formatted(name, wait, LONGEST_WAIT));
        }
    }
}
