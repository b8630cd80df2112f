package io.casebook.knowledge.search;

import org.jspecify.annotations.Nullable;

/**
 * How searches do that do not compare everything.
 *
 * @param above with up to so many passages everything is compared
 * @param inGraph how many passages the graph has; those that came later are compared in full
 * @param recall the share of the passages that comparing everything gives which was found; 1 before anything was compared
 * @param compared how many passages that was measured over
 */
public record Approximation(int above, int inGraph, double recall, long compared) {

    static @Nullable Approximation of(Generation generation) {
        var graph = generation.neighbourhood();
        return graph == null ? null : new Approximation(graph.above(), graph.size(), graph.recall(), graph.expected());
    }

    /** Brings some more passages into the graph, where there are as many as were chosen. Answers whether there are more. */
    static boolean grow(Generation generation, int passages, int above, int atMost) {
        if (generation.vectors() == null || passages <= above) {
            return false;
        }
        var graph = generation.makeNeighbourhood(above);
        var upTo = (int) Math.min(passages, (long) graph.size() + atMost);
        while (graph.size() < upTo) {
            graph.addNext();
        }
        return graph.size() < passages;
    }
}
