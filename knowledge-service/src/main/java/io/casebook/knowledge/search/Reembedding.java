package io.casebook.knowledge.search;

import io.casebook.knowledge.passages.PassageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives the passages of an index the meanings of another model, some at a time, while the index answers by the model that it has.
 * When none is missing, the index changes over at once.
 */
public final class Reembedding {
    private static final int AT_ONCE = 64;

    private final KnowledgeIndex index;
    private final Generation next;
    private final AtomicInteger done = new AtomicInteger();

    Reembedding(KnowledgeIndex index, PassageVectors vectors) {
        this.index = index;
        this.next = new Generation(vectors);
    }

    /** How many passages have their new meaning. */
    public int done() {
        return done.get();
    }

    /**
     * Takes the next passages that have none yet. What was made before is kept by the vectors' store, so that this goes on after a
     * restart where it ended.
     *
     * @return false once the index has changed over
     */
    public boolean step() {
        var missing = index.missing(next, AT_ONCE);
        if (missing.isEmpty()) {
            return !index.changeOver(next);
        }
        var vectors = Objects.requireNonNull(next.vectors());
        var passages = new ArrayList<Map.Entry<Integer, PassageText>>(missing.entrySet());
        List<Meaning> meanings =
                vectors.meanings(passages.stream().map(Map.Entry::getValue).toList());
        for (var i = 0; i < passages.size(); i++) {
            next.put(passages.get(i).getKey(), meanings.get(i));
        }
        done.addAndGet(passages.size());
        return true;
    }
}
