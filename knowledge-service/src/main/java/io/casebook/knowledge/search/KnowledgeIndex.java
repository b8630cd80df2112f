package io.casebook.knowledge.search;

import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.articles.ArticleVersion;
import io.casebook.knowledge.passages.PassageText;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be found, at every position of the knowledge log. One thread adds the log's records in order; any thread
 * searches, also while it is being added to.
 */
public final class KnowledgeIndex {
    private final ArticleShelf shelf;
    private final Lexicon lexicon = new Lexicon();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final List<IndexedVersion> versions = new ArrayList<>();
    private final TreeMap<String, IndexedVersion> newest = new TreeMap<>();
    private final Views views = new Views();
    private Generation generation;
    private int passages;
    private long position = -1;

    /**
     * @param shelf an empty shelf, which the index fills
     * @param vectors gives passages their vectors; null to compare by words alone until {@linkplain #changeTo another model} came
     */
    public KnowledgeIndex(ArticleShelf shelf, @Nullable PassageVectors vectors) {
        this.shelf = shelf;
        this.generation = new Generation(vectors);
    }

    /** Articles and topics as they are now. */
    public ArticleShelf shelf() {
        return shelf;
    }

    /** Position of the newest record that searches see; -1 before the first. */
    public long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** The position that was the newest at a moment, as far as searches see; -1 for a moment before the first record. */
    public long positionAt(Instant moment) {
        lock.lock();
        try {
            return shelf.positionAt(moment);
        } finally {
            lock.unlock();
        }
    }

    /** How many passages there are, of all versions that ever were. */
    public int passages() {
        lock.lock();
        try {
            return passages;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until searches see a position. Answers whether they do. */
    public boolean awaitPosition(long wanted, Duration atMost) throws InterruptedException {
        var left = atMost.toNanos();
        lock.lock();
        try {
            while (position < wanted && left > 0) {
                left = moved.awaitNanos(left);
            }
            return position >= wanted;
        } finally {
            lock.unlock();
        }
    }

    /** Adds the next record of the log; one that was added before is ignored. */
    public void apply(long at, ArticleRecord record) {
        if (at > position()) {
            add(at, prepare(record));
        }
    }

    /** Begins to prepare a record, beside others; they are then added one by one, in the order of the log. */
    public Pending prepared(ArticleRecord record, Executor executor) {
        var preparing = CompletableFuture.supplyAsync(() -> prepare(record), executor);
        return at -> add(at, preparing.join());
    }

    /** Takes note that a record of the log can not be added: the index has come past it. */
    public void pass(long at) {
        lock.lock();
        try {
            position = Math.max(position, at);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Prepared prepare(ArticleRecord record) {
        return Preparation.of(record, answering(), newestOf(record.articleId()));
    }

    /** Adds the next record of the log: until it is whole, searches see the log as it was. One thread calls this, in order. */
    private void add(long at, Prepared prepared) {
        lock.lock();
        try {
            if (at <= position) {
                return;
            }
            if (prepared.generation() != generation) {
                // The index changed its model meanwhile: rare enough to let the others wait.
                add(
                        at,
                        Preparation.of(
                                prepared.record(),
                                generation,
                                newest.get(prepared.record().articleId())));
                return;
            }
            var version = shelf.apply(at, prepared.record());
            if (version != null) {
                add(version, prepared);
            }
            position = at;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Searches.
     *
     * @param at position to search at
     * @throws IllegalArgumentException if the index has not come to that position; see {@link #awaitPosition}
     */
    public Found search(long at, SearchQuery query) {
        return shortlist(at, query).found();
    }

    /** The same before it is cut to what was asked for. */
    public Shortlist shortlist(long at, SearchQuery query) {
        return searching(at).shortlist(query);
    }

    /** Passages of two articles that are near in meaning now; none where words are all that is compared. */
    public NearPassages near(NearPassages.Wanted wanted) {
        var now = searching(position());
        return NearPassages.of(now.view().versions(), now.meanings(), wanted);
    }

    /** A search at a position. */
    Searching searching(long at) {
        return new Searching(view(at), views, shelf, lexicon, answering());
    }

    private Views.View view(long at) {
        lock.lock();
        try {
            if (at > position) {
                throw new IllegalArgumentException(
                        "the index is at position %d, not yet at %d; wait for it first".formatted(position, at));
            }
            return views.of(at, () -> {
                var candidates = at == position ? newest.values() : versions;
                return new Views.View(
                        at,
                        candidates.stream()
                                .filter(version -> version.version().findableAt(at))
                                .toList(),
                        passages);
            });
        } finally {
            lock.unlock();
        }
    }

    private void add(ArticleVersion version, Prepared prepared) {
        // What did not change from one version to the next is kept once.
        var shared = Preparation.known(generation, newest.get(version.articleId()));
        var indexed = new ArrayList<IndexedPassage>();
        for (var passage : prepared.passages()) {
            lexicon.add(prepared.language(), passages, passage.terms(), passage.length());
            generation.put(passages, shared.getOrDefault(passage.text(), passage.meaning()));
            indexed.add(new IndexedPassage(
                    passages, version, indexed.size(), passage.text(), passage.textHash(), passage.length()));
            passages++;
        }
        var whole = new IndexedVersion(version, prepared.language(), indexed);
        versions.add(whole);
        newest.put(version.articleId(), whole);
    }

    /** Name of the model that answers; null while words are all that is compared. */
    public @Nullable String modelId() {
        return answering().modelId();
    }

    /** The model that the index answers with now; null where words are all that is compared. */
    public @Nullable Embeddings embeddings() {
        var vectors = answering().vectors();
        return vectors == null ? null : vectors.embeddings();
    }

    /** Loads the model, which takes most of a second: the first search should not be the one to wait for it. */
    public void warmUp() {
        var vectors = answering().vectors();
        if (vectors != null) {
            vectors.embeddings().embed("warm up");
            answering().alignment();
        }
    }

    /** Whether the model that answers is loaded. */
    public boolean ready() {
        var vectors = answering().vectors();
        return vectors == null || vectors.embeddings().ready();
    }

    /** Brings some passages more into the graph of what is near what, above a size. Answers whether there are more. */
    public boolean grow(int above, int atMost) {
        return Approximation.grow(answering(), passages(), above, atMost);
    }

    /** How searches do that do not compare everything; null where everything is compared. */
    public @Nullable Approximation approximation() {
        return Approximation.of(answering());
    }

    /** Begins to change to another model; until every passage has its new meaning, the one there is answers. */
    public Reembedding changeTo(PassageVectors vectors) {
        return new Reembedding(this, vectors);
    }

    /** Some passages whose meaning a generation does not have, by number. */
    Map<Integer, PassageText> missing(Generation other, int atMost) {
        var missing = new LinkedHashMap<Integer, PassageText>();
        lock.lock();
        try {
            for (var i = versions.size() - 1; i >= 0 && missing.size() < atMost; i--) {
                for (var passage : versions.get(i).passages()) {
                    if (other.of(passage.number()) == null) {
                        missing.put(passage.number(), passage.text());
                    }
                }
            }
        } finally {
            lock.unlock();
        }
        return missing;
    }

    /** Lets another generation answer from now on, if it knows every passage. Answers whether it does. */
    boolean changeOver(Generation other) {
        lock.lock();
        try {
            if (missing(other, 1).isEmpty()) {
                generation = other;
                return true;
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable IndexedVersion newestOf(String articleId) {
        lock.lock();
        try {
            return newest.get(articleId);
        } finally {
            lock.unlock();
        }
    }

    private Generation answering() {
        lock.lock();
        try {
            return generation;
        } finally {
            lock.unlock();
        }
    }
}
