package io.casebook.knowledge.gaps;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking models for articles, by gap. It is held in memory alone, and no longer than what it was made of: one conversation
 * that is erased takes the draft with it. Any thread.
 */
public final class Drafts {
    private final Map<String, Told> told = new HashMap<>();
    private long version;

    /** A draft or why there is none, and the conversations that it was made of. */
    private record Told(
            @Nullable Draft draft,
            Set<String> conversations,
            @Nullable String note) {}

    /** A model wrote an article. */
    public synchronized void written(String clusterId, Draft draft) {
        put(clusterId, new Told(draft, Set.copyOf(draft.from().conversations()), null));
    }

    /** A model read the replies and found no answer in them. */
    public synchronized void unanswered(String clusterId, Replies from, String model) {
        var note = "%s read the replies and found that they do not answer the question".formatted(model);
        put(clusterId, new Told(null, Set.copyOf(from.conversations()), note));
    }

    /** No model has written anything; what one wrote before stays. */
    public synchronized void failed(String clusterId, Replies from, String reasonCode) {
        var before = told.get(clusterId);
        if (before == null || before.draft() == null) {
            var note = "No model could write it (%s); it is tried again later".formatted(reasonCode);
            put(clusterId, new Told(null, Set.copyOf(from.conversations()), note));
        }
    }

    /** Changes whenever there is something new. */
    public synchronized long version() {
        return version;
    }

    /**
     * What is proposed for a gap.
     *
     * @param extracted what people replied, as an article
     * @param resolved the conversations that are resolved cases of the gap now
     */
    synchronized Proposal on(String clusterId, Proposal extracted, Set<String> resolved) {
        var known = told.get(clusterId);
        if (known == null) {
            return extracted;
        }
        if (!resolved.containsAll(known.conversations())) {
            told.remove(clusterId);
            return extracted;
        }
        var draft = known.draft();
        if (draft != null) {
            return Proposal.of(draft);
        }
        return known.note() == null ? extracted : extracted.with(known.note());
    }

    /** Drops what belongs to gaps that are no more. */
    synchronized void keep(Collection<String> clusterIds) {
        told.keySet().retainAll(clusterIds);
    }

    /** How many gaps something is held for. */
    public synchronized int size() {
        return told.size();
    }

    private void put(String clusterId, Told now) {
        told.put(clusterId, now);
        version++;
    }
}
