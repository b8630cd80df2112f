package io.casebook.knowledge.search;

import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.articles.ArticleVersion;
import io.casebook.knowledge.passages.Chunker;
import io.casebook.knowledge.passages.PassageText;
import io.casebook.schemas.ContentHash;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be found, at every position of the knowledge log. One thread adds the log's records in order; any thread
 * searches, also while it is being added to.
 */
public final class KnowledgeIndex {
    private static final int KEPT_VIEWS = 8;
    private static final double ENOUGH = 0.5;

    /** What could be found at a position. */
    private record View(long position, List<IndexedVersion> versions, int total) {}

    private final ArticleShelf shelf;
    private final PassageVectors vectors;
    private final Lexicon lexicon = new Lexicon();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final List<IndexedVersion> versions = new ArrayList<>();
    private final TreeMap<String, IndexedVersion> newest = new TreeMap<>();
    private final Map<Long, View> views = new LinkedHashMap<>(KEPT_VIEWS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, View> eldest) {
            return size() > KEPT_VIEWS;
        }
    };
    private int passages;
    private long position = -1;

    /**
     * @param shelf an empty shelf, which the index fills
     * @param vectors gives passages their vectors
     */
    public KnowledgeIndex(ArticleShelf shelf, PassageVectors vectors) {
        this.shelf = shelf;
        this.vectors = vectors;
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
        if (at <= position()) {
            return;
        }
        // The slow part first and outside the lock: until the version is whole, searches see the log as it was.
        var texts = record.payload() instanceof ArticlePublished article
                ? Chunker.passages(article).stream().limit(Chunker.MAX_PASSAGES).toList()
                : List.<PassageText>of();
        var meanings = meanings(record.articleId(), texts);
        lock.lock();
        try {
            var version = shelf.apply(at, record);
            if (version != null) {
                add(version, texts, meanings);
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
        var view = view(at);
        if (query.text().isBlank()) {
            return new Found(at, List.of(), 0);
        }
        var eligible = view.versions.stream()
                .filter(version -> Eligibility.allows(query, version.version().content()))
                .toList();
        if (eligible.isEmpty()) {
            return new Found(at, List.of(), 0);
        }
        var question = Question.of(query.text(), vectors.embeddings());
        return query.language() == null
                ? rank(view, eligible, question, query)
                : rankByLanguage(view, eligible, question, query, Analysis.primary(query.language()));
    }

    /** The asker's language first; any other where that does not answer and the other answers better. */
    private Found rankByLanguage(
            View view, List<IndexedVersion> eligible, Question question, SearchQuery query, String language) {
        var own = eligible.stream()
                .filter(version -> version.language().equals(language))
                .toList();
        var found = rank(view, own, question, query);
        if (found.answerability() >= ENOUGH || own.size() == eligible.size()) {
            return found;
        }
        var any = rank(view, eligible, question, query);
        return any.answerability() > found.answerability() ? any : found;
    }

    private Found rank(View view, List<IndexedVersion> eligible, Question question, SearchQuery query) {
        return Ranking.rank(view.position, eligible, view.total, question, lexicon, query.passages());
    }

    private View view(long at) {
        lock.lock();
        try {
            if (at > position) {
                throw new IllegalArgumentException(
                        "the index is at position %d, not yet at %d; wait for it first".formatted(position, at));
            }
            var known = views.get(at);
            if (known == null) {
                var candidates = at == position ? newest.values() : versions;
                var findable = candidates.stream()
                        .filter(version -> version.version().findableAt(at))
                        .toList();
                known = new View(at, findable, passages);
                views.put(at, known);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private void add(ArticleVersion version, List<PassageText> texts, List<float[]> meanings) {
        var language = Analysis.primary(version.content().language());
        var indexed = new ArrayList<IndexedPassage>();
        for (var i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            var terms = Analysis.terms(language, text.searchable());
            lexicon.add(language, passages, terms);
            indexed.add(new IndexedPassage(
                    passages, version, i, text, ContentHash.of(text.text()), meanings.get(i), terms.size()));
            passages++;
        }
        var whole = new IndexedVersion(version, language, indexed);
        versions.add(whole);
        newest.put(version.articleId(), whole);
    }

    /** The vectors of an article's passages; those that its last version had already are shared with it. */
    private List<float[]> meanings(String articleId, List<PassageText> texts) {
        var known = new HashMap<PassageText, float[]>();
        var before = newestOf(articleId);
        if (before != null) {
            before.passages().forEach(passage -> known.put(passage.text(), passage.vector()));
        }
        var missing = texts.stream()
                .filter(text -> !known.containsKey(text))
                .distinct()
                .toList();
        var made = vectors.of(
                missing.stream().map(text -> text.title() + "\n" + text.text()).toList());
        for (var i = 0; i < missing.size(); i++) {
            known.put(missing.get(i), made.get(i));
        }
        return texts.stream()
                .map(text -> Objects.requireNonNull(known.get(text)))
                .toList();
    }

    private @Nullable IndexedVersion newestOf(String articleId) {
        lock.lock();
        try {
            return newest.get(articleId);
        } finally {
            lock.unlock();
        }
    }
}
