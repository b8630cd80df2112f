package io.casebook.knowledge.gaps;

import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.gaps.Clustering.Cluster;
import io.casebook.knowledge.gaps.Clustering.Leader;
import io.casebook.knowledge.gaps.Clustering.Placed;
import io.casebook.platform.embedding.Embeddings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is missing, as of now: the questions of the {@link GapBook} and the decisions on the shelf, put together when somebody looks.
 * Vectors are made apart from reading, a few at a time; a question without one is not yet counted.
 */
public final class GapReport {
    /** How long new questions wait at most while somebody looks. */
    public static final Duration REST = Duration.ofSeconds(1);

    private static final int MOST_OPEN = 200;

    private final GapBook book;
    private final Decisions decisions;
    private final TextVectors vectors;
    private final Clustering clustering;
    private final Drafts drafts;
    private final Duration rest;
    private final InstantSource clock;
    private volatile @Nullable Wanted embedded;
    private @Nullable Reading latest;
    private Instant readAt = Instant.MIN;
    private Map<String, Told> before = Map.of();

    /**
     * @param book the questions
     * @param shelf the articles, and in them the decisions
     * @param model gives texts their vectors, as it does for the index; null where words are all that is compared now
     * @param likeness cosine from which on two questions count as the same
     * @param drafts what models wrote
     * @param rest how long new questions wait at most until they are put together with the others: decisions and erasures do not
     * @param clock what time it is
     */
    public GapReport(
            GapBook book,
            ArticleShelf shelf,
            Supplier<@Nullable Embeddings> model,
            double likeness,
            Drafts drafts,
            Duration rest,
            InstantSource clock) {
        this.book = book;
        this.decisions = new Decisions(shelf);
        this.vectors = new TextVectors(model);
        this.clustering = new Clustering(likeness, MOST_OPEN);
        this.drafts = drafts;
        this.rest = rest;
        this.clock = clock;
    }

    /**
     * What was read at once.
     *
     * @param questions questions that were put together
     * @param waiting questions and decisions that are not yet
     * @param clusters what is missing, the most wanted first: what was decided on, and the 200 most wanted of the others
     * @param asOf what it was read from
     */
    public record Reading(int questions, int waiting, List<GapCluster> clusters, AsOf asOf) {
        public Reading {
            clusters = List.copyOf(clusters);
        }
    }

    /**
     * What clusters depend on.
     *
     * @param bookVersion state of the book
     * @param erasures how many conversations were erased
     * @param position position of the knowledge log
     * @param generation state of the vectors
     * @param draftsVersion state of what models wrote
     */
    public record AsOf(long bookVersion, long erasures, long position, long generation, long draftsVersion) {
        /** Whether questions are all that has changed since, which can wait a moment. */
        boolean differsInQuestionsFrom(AsOf before) {
            return erasures == before.erasures && position == before.position && draftsVersion == before.draftsVersion;
        }
    }

    /** What people replied to the questions of a cluster. */
    private record Told(
            List<AskedQuestion> questions, @Nullable Replies replies) {}

    /** What vectors depend on. */
    private record Wanted(
            long bookVersion, long position, @Nullable String modelId) {}

    /**
     * Makes vectors for some of the newest questions that have none, and drops those that nobody needs.
     *
     * @return true when there are more to make
     */
    public boolean embedSome() {
        var wanted = new Wanted(book.version(), decisions.position(), vectors.modelId());
        if (wanted.equals(embedded)) {
            return false;
        }
        var questions = book.questions();
        var held = byId(questions);
        var needed = new LinkedHashSet<String>();
        decisions.all().forEach(review -> {
            var words = Leaders.words(review, held);
            if (words != null) {
                needed.add(words);
            }
        });
        questions.reversed().forEach(question -> needed.add(question.masked()));
        var more = vectors.makeSome(needed);
        if (!more) {
            embedded = wanted;
        }
        return more;
    }

    /** The agents that were asked. */
    public Set<String> agents() {
        return book.agents();
    }

    /** What is missing now; worked out again only when something changed, and not too often. */
    public synchronized Reading read() {
        var made = vectors.made();
        var now = new AsOf(book.version(), book.erasures(), decisions.position(), made.generation(), drafts.version());
        var known = latest;
        if (known != null && (known.asOf().equals(now) || mayWait(known.asOf(), now))) {
            return known;
        }
        var questions = book.questions();
        var placed = new ArrayList<Placed>();
        for (var question : questions) {
            var vector = made.vectors().get(question.masked());
            if (vector != null) {
                placed.add(new Placed(question, vector));
            }
        }
        var reviews = decisions.all();
        var leaders = new ArrayList<Leader>();
        var late = leaders(reviews, byId(questions), made.vectors(), leaders);
        var clusters = clusters(placed, leaders);
        var reading = new Reading(placed.size(), questions.size() - placed.size() + late, clusters, now);
        latest = reading;
        readAt = clock.instant();
        return reading;
    }

    /** One cluster; null where there is none of that id. */
    public @Nullable GapCluster find(String id) {
        return read().clusters().stream()
                .filter(cluster -> cluster.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private boolean mayWait(AsOf before, AsOf now) {
        return now.differsInQuestionsFrom(before) && clock.instant().isBefore(readAt.plus(rest));
    }

    private List<GapCluster> clusters(List<Placed> placed, Collection<Leader> leaders) {
        var newest = book.newest();
        var clusters = new ArrayList<GapCluster>();
        var told = new HashMap<String, Told>();
        for (var cluster : clustering.of(placed, leaders)) {
            var replies = replies(cluster);
            told.put(cluster.leader().id(), new Told(cluster.questions(), replies));
            clusters.add(GapCluster.of(cluster, replies, newest, drafts));
        }
        before = told;
        drafts.keep(clusters.stream().map(GapCluster::id).toList());
        return clusters;
    }

    /** Masking replies is most of the work, and most clusters are as they were. */
    private @Nullable Replies replies(Cluster cluster) {
        var known = before.get(cluster.leader().id());
        return known != null && known.questions().equals(cluster.questions())
                ? known.replies()
                : Replies.of(cluster.questions());
    }

    /** Adds what decisions lead their clusters with. Answers for how many of them the vector is not there yet. */
    private static int leaders(
            List<Review> reviews,
            Map<String, AskedQuestion> held,
            Map<String, float[]> vectors,
            Collection<Leader> leaders) {
        var late = 0;
        for (var review : reviews) {
            var words = Leaders.words(review, held);
            var vector = words == null ? null : vectors.get(words);
            if (vector != null) {
                leaders.add(
                        new Leader(review.clusterId(), review.agentId(), Leaders.title(review, held), vector, review));
            } else if (words != null) {
                late++;
            }
        }
        return late;
    }

    private static Map<String, AskedQuestion> byId(List<AskedQuestion> questions) {
        var byId = new LinkedHashMap<String, AskedQuestion>();
        questions.forEach(question -> byId.put(question.id(), question));
        return byId;
    }
}
