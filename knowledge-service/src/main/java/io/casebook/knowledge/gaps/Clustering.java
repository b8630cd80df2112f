package io.casebook.knowledge.gaps;

import io.casebook.knowledge.search.Vectors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts questions together that ask the same. The oldest question of its kind leads a cluster, and a question joins the leader that it
 * is most like, if it is like enough. What was decided on leads for ever, so that a decision stays with its questions, and the question
 * that it was about never leads another cluster beside it.
 *
 * <p>It remembers what it has compared: the next time only what is new is compared with what was there, and the result is the same as
 * from the beginning. One thread at a time.
 */
final class Clustering {
    private final double likeness;
    private final int mostOpen;
    private Map<String, Known> known = new HashMap<>();
    private Map<String, Led> leds = new LinkedHashMap<>();

    /**
     * @param likeness cosine from which on two questions count as the same
     * @param mostOpen how many clusters are kept that nobody decided on; the ones with the most gaps
     */
    Clustering(double likeness, int mostOpen) {
        this.likeness = likeness;
        this.mostOpen = mostOpen;
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
     * @param decided what leads already, each with an id of its own
     */
    List<Cluster> of(List<Placed> questions, Collection<Leader> decided) {
        var pass = new Pass(decided);
        for (var placed : questions) {
            pass.mayLead(placed);
        }
        for (var placed : questions) {
            pass.join(placed);
        }
        known = pass.now;
        leds = pass.live;
        return clusters();
    }

    private List<Cluster> clusters() {
        var all = leds.values().stream()
                .map(led -> new Cluster(led.leader, List.copyOf(led.members)))
                .sorted(Comparator.comparingInt(
                                (Cluster cluster) -> cluster.gaps().size())
                        .reversed()
                        .thenComparing(cluster -> cluster.leader().id()))
                .toList();
        var kept = new ArrayList<Cluster>();
        var open = 0;
        for (var cluster : all) {
            if (cluster.leader().review() != null || open++ < mostOpen) {
                kept.add(cluster);
            }
        }
        return kept;
    }

    /** A vector that was made anew is another one: it may be of another text, or another model. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(float[] one, float[] other) {
        return one == other;
    }

    /** A leader from one time to the next: another one as soon as anything about it is different that likeness depends on. */
    private static final class Led {
        Leader leader;
        int place;
        final List<AskedQuestion> members = new ArrayList<>();

        Led(Leader leader) {
            this.leader = leader;
        }

        boolean is(Leader other) {
            return same(leader.vector(), other.vector())
                    && leader.agentId().equals(other.agentId())
                    && (leader.review() == null) == (other.review() == null);
        }
    }

    /** What was found out about a question. */
    private static final class Known {
        final float[] vector;
        /** What keeps it from leading: an earlier leader that it is like. Null where there is none, or nobody has looked. */
        @Nullable
        Led cover;

        boolean uncovered;

        /** The leader that it is most like; null where none is like it, or nobody has looked. */
        @Nullable
        Led nearest;

        float likeness;
        boolean placed;

        Known(float[] vector) {
            this.vector = vector;
        }
    }

    /** One time of putting all questions together. */
    private final class Pass {
        final Map<String, Known> now = new HashMap<>();
        final Map<String, Led> live = new LinkedHashMap<>();
        final Map<String, List<Led>> byAgent = new HashMap<>();
        final Map<String, List<Led>> freshByAgent = new HashMap<>();

        Pass(Collection<Leader> decided) {
            decided.forEach(this::lead);
        }

        void mayLead(Placed placed) {
            var question = placed.question();
            var before = known.get(question.id());
            var mine = before != null && same(before.vector, placed.vector()) ? before : new Known(placed.vector());
            now.put(question.id(), mine);
            if (!question.isGap() || live.containsKey(question.id())) {
                mine.uncovered = false;
            } else if (!covered(mine, question.agentId())) {
                lead(Leaders.of(placed));
            }
        }

        /** Whether a decided or an earlier leader is like it. Only these are live while questions are gone through by their time. */
        private boolean covered(Known mine, String agentId) {
            if (mine.cover != null && isLive(mine.cover)) {
                return true;
            }
            var candidates = mine.uncovered ? freshByAgent : byAgent;
            mine.cover = null;
            for (var led : candidates.getOrDefault(agentId, List.of())) {
                if (Vectors.dot(led.leader.vector(), mine.vector) >= likeness) {
                    mine.cover = led;
                    break;
                }
            }
            mine.uncovered = mine.cover == null;
            return mine.cover != null;
        }

        void join(Placed placed) {
            var question = placed.question();
            var mine = now.getOrDefault(question.id(), new Known(placed.vector()));
            var own = live.get(question.id());
            if (own != null) {
                mine.placed = false;
                own.members.add(question);
                return;
            }
            var nearest = nearest(mine, question);
            if (nearest != null) {
                nearest.members.add(question);
            }
        }

        private @Nullable Led nearest(Known mine, AskedQuestion question) {
            var looked = mine.placed && (mine.nearest == null || isLive(mine.nearest));
            if (!looked) {
                mine.nearest = null;
                mine.likeness = 0;
            }
            for (var led : (looked ? freshByAgent : byAgent).getOrDefault(question.agentId(), List.of())) {
                var alike = Vectors.dot(led.leader.vector(), mine.vector);
                if (alike >= likeness && isNearer(led, alike, mine)) {
                    mine.nearest = led;
                    mine.likeness = alike;
                }
            }
            mine.placed = true;
            return mine.nearest;
        }

        /** Of two that are equally like it, what was decided on leads, and then the older one. */
        private boolean isNearer(Led led, float alike, Known mine) {
            return mine.nearest == null
                    || alike > mine.likeness
                    || (alike == mine.likeness && led.place < mine.nearest.place);
        }

        private boolean isLive(Led led) {
            return live.get(led.leader.id()) == led;
        }

        private void lead(Leader leader) {
            var before = leds.get(leader.id());
            var led = before != null && before.is(leader) ? before : new Led(leader);
            if (led != before) {
                freshByAgent
                        .computeIfAbsent(leader.agentId(), agent -> new ArrayList<>())
                        .add(led);
            }
            led.leader = leader;
            led.members.clear();
            led.place = live.size();
            live.put(leader.id(), led);
            byAgent.computeIfAbsent(leader.agentId(), agent -> new ArrayList<>())
                    .add(led);
        }
    }
}
