package io.casebook.knowledge.gaps;

import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.gaps.Clustering.Leader;
import io.casebook.knowledge.gaps.Clustering.Placed;
import io.casebook.platform.embedding.Embeddings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is missing, as of now: the questions of the {@link GapBook} and the decisions on the shelf, put together. Vectors are made apart
 * from reading, a few at a time; a question without one is not yet counted.
 */
public final class GapReport {
    private static final int MOST_CLUSTERS = 200;
    private static final int AT_ONCE = 32;

    private final GapBook book;
    private final ArticleShelf shelf;
    private final Embeddings embeddings;
    private final Clustering clustering;
    private final Drafts drafts;
    /** Only the thread that makes vectors changes it. */
    private volatile Made made = new Made(0, Map.of());

    private final Map<String, float[]> leaders = new HashMap<>();
    private @Nullable Reading latest;

    /**
     * @param book the questions
     * @param shelf the articles, and in them the decisions
     * @param embeddings gives texts their vectors
     * @param likeness cosine from which on two questions count as the same
     * @param drafts what models wrote
     */
    public GapReport(GapBook book, ArticleShelf shelf, Embeddings embeddings, double likeness, Drafts drafts) {
        this.book = book;
        this.shelf = shelf;
        this.embeddings = embeddings;
        this.clustering = new Clustering(likeness, MOST_CLUSTERS);
        this.drafts = drafts;
    }

    /**
     * What was read at once.
     *
     * @param questions questions that were put together
     * @param waiting questions that are not yet
     * @param clusters what is missing, the most wanted first
     * @param bookVersion state of the book
     * @param position position of the knowledge log
     * @param generation state of the vectors
     * @param draftsVersion state of what models wrote
     */
    public record Reading(
            int questions,
            int waiting,
            List<GapCluster> clusters,
            long bookVersion,
            long position,
            long generation,
            long draftsVersion) {
        public Reading {
            clusters = List.copyOf(clusters);
        }
    }

    /** Vectors by text. */
    private record Made(long generation, Map<String, float[]> vectors) {}

    /**
     * Makes vectors for some of the newest questions that have none, and drops those that nobody needs.
     *
     * @return true when there are more to make
     */
    public boolean embedSome() {
        var needed = new LinkedHashSet<String>();
        book.questions().reversed().forEach(question -> needed.add(question.text()));
        var known = made.vectors();
        var missing = needed.stream()
                .filter(text -> !known.containsKey(text))
                .limit(AT_ONCE)
                .toList();
        var next = new HashMap<>(known);
        // The words of an erased conversation must not stay as a key.
        var dropped = next.keySet().retainAll(needed);
        if (missing.isEmpty() && !dropped) {
            return false;
        }
        var fresh = embeddings.embedAll(missing);
        for (var i = 0; i < missing.size(); i++) {
            next.put(missing.get(i), fresh.get(i));
        }
        made = new Made(made.generation() + 1, next);
        return missing.size() == AT_ONCE;
    }

    /** What is missing now; worked out again only when something changed. */
    public synchronized Reading read() {
        var known = made;
        var version = book.version();
        var position = shelf.position();
        var written = drafts.version();
        var before = latest;
        if (before != null
                && before.bookVersion() == version
                && before.position() == position
                && before.generation() == known.generation()
                && before.draftsVersion() == written) {
            return before;
        }
        var questions = book.questions();
        var placed = new ArrayList<Placed>();
        for (var question : questions) {
            var vector = known.vectors().get(question.text());
            if (vector != null) {
                placed.add(new Placed(question, vector));
            }
        }
        Instant now = book.newest();
        var clusters = clustering.of(placed, decided()).stream()
                .map(cluster -> GapCluster.of(cluster, now, drafts))
                .toList();
        drafts.keep(clusters.stream().map(GapCluster::id).toList());
        var reading = new Reading(
                placed.size(),
                questions.size() - placed.size(),
                clusters,
                version,
                position,
                known.generation(),
                written);
        latest = reading;
        return reading;
    }

    /** One cluster; null where there is none of that id. */
    public @Nullable GapCluster find(String id) {
        return read().clusters().stream()
                .filter(cluster -> cluster.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private List<Leader> decided() {
        var reviews = shelf.articles().stream()
                .flatMap(article -> Stream.ofNullable(Review.in(article)))
                .toList();
        leaders.keySet().retainAll(reviews.stream().map(Review::question).toList());
        return reviews.stream()
                .map(review -> new Leader(
                        review.clusterId(),
                        review.agentId(),
                        review.question(),
                        leaders.computeIfAbsent(review.question(), embeddings::embed),
                        review))
                .toList();
    }
}
