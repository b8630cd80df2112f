package io.casebook.knowledge.gaps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts questions together that ask the same. The oldest question of its kind leads a cluster, and a question joins the leader that it
 * is most like, if it is like enough. What was proposed once leads for ever, so that a decision stays with its questions.
 */
final class Clustering {
    private final double likeness;
    private final int mostClusters;

    /**
     * @param likeness cosine from which on two questions count as the same
     * @param mostClusters how many clusters are kept; the ones with the most gaps
     */
    Clustering(double likeness, int mostClusters) {
        this.likeness = likeness;
        this.mostClusters = mostClusters;
    }

    /** A question and its vector of length 1. */
    @SuppressWarnings("ArrayRecordComponent") // Vectors are compared, never records of them.
    record Placed(AskedQuestion question, float[] vector) {}

    /** What leads a cluster: a question's words, the agent that is asked, and the decision on it where there is one. */
    @SuppressWarnings("ArrayRecordComponent") // Vectors are compared, never records of them.
    record Leader(
            String id,
            String agentId,
            String text,
            float[] vector,
            @Nullable Review review) {}

    /** A leader, and all questions that are like it, oldest first. */
    record Cluster(Leader leader, List<AskedQuestion> questions) {
        List<AskedQuestion> gaps() {
            return questions.stream().filter(AskedQuestion::isGap).toList();
        }
    }

    /**
     * Finds the clusters.
     *
     * @param questions all questions, oldest first
     * @param decided what leads already
     */
    List<Cluster> of(List<Placed> questions, Collection<Leader> decided) {
        var found = new ArrayList<Growing>();
        decided.forEach(leader -> found.add(new Growing(leader)));
        for (var placed : questions) {
            if (placed.question().isGap() && nearest(found, placed) == null) {
                found.add(new Growing(Leaders.of(placed)));
            }
        }
        for (var placed : questions) {
            var nearest = nearest(found, placed);
            if (nearest != null) {
                nearest.members.add(placed.question());
            }
        }
        return found.stream()
                .map(growing -> new Cluster(growing.leader, List.copyOf(growing.members)))
                .filter(cluster -> cluster.leader().review() != null
                        || cluster.questions().stream().anyMatch(AskedQuestion::isGap))
                .sorted(java.util.Comparator.comparingInt(
                                (Cluster cluster) -> cluster.gaps().size())
                        .reversed()
                        .thenComparing(cluster -> cluster.leader().id()))
                .limit(mostClusters)
                .toList();
    }

    private @Nullable Growing nearest(List<Growing> found, Placed placed) {
        Growing best = null;
        var most = likeness;
        for (var growing : found) {
            if (growing.leader.agentId().equals(placed.question().agentId())) {
                var alike = dot(growing.leader.vector(), placed.vector());
                if (alike >= most && (best == null || alike > most)) {
                    best = growing;
                    most = alike;
                }
            }
        }
        return best;
    }

    private static double dot(float[] left, float[] right) {
        var sum = 0f;
        for (var i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    private static final class Growing {
        final Leader leader;
        final List<AskedQuestion> members = new ArrayList<>();

        Growing(Leader leader) {
            this.leader = leader;
        }
    }
}
