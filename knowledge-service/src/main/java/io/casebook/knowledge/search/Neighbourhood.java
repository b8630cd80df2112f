package io.casebook.knowledge.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.VectorUtil;
import org.apache.lucene.util.hnsw.HnswGraphBuilder;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/**
 * Which passages are near one another in meaning: Lucene's graph of vectors, for indexes that are too large to compare everything.
 * A search in it may miss passages. How many it misses is measured while it is used: now and then a search is made both ways.
 */
final class Neighbourhood {
    private static final int CONNECTIONS = 16;
    private static final int WIDTH = 100;
    private static final long SEED = 42;

    /** So many nearest passages are looked at in full for each form of a question. */
    static final int NEAREST = 300;

    /** One of so many searches is made both ways. */
    private static final int COMPARED = 50;

    private final Generation meanings;
    private final int above;
    private final HnswGraphBuilder builder;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicLong searches = new AtomicLong();
    private final AtomicLong expected = new AtomicLong();
    private final AtomicLong met = new AtomicLong();
    private volatile int size;

    /**
     * @param meanings what passages mean
     * @param above with up to so many passages everything is compared all the same
     */
    Neighbourhood(Generation meanings, int above) {
        this.meanings = meanings;
        this.above = above;
        try {
            this.builder = HnswGraphBuilder.create(new Scorers(), CONNECTIONS, WIDTH, SEED);
        } catch (IOException e) {
            throw new UncheckedIOException("a graph in memory reads no file", e);
        }
    }

    /** With up to so many passages everything is compared. */
    int above() {
        return above;
    }

    /** The passages with lower numbers are in the graph. */
    int size() {
        return size;
    }

    /** Adds the next passage. One thread calls this. */
    void addNext() {
        lock.writeLock().lock();
        try {
            var next = size;
            builder.addGraphNode(next);
            size = next + 1;
        } catch (IOException e) {
            throw new UncheckedIOException("a graph in memory reads no file", e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The numbers of passages that are probably the nearest among those that may be found. */
    int[] nearest(float[] question, Bits eligible) {
        var scorer = new Scorer();
        scorer.asked = question;
        lock.readLock().lock();
        try {
            var found = HnswGraphSearcher.search(scorer, NEAREST, builder.getGraph(), eligible, Integer.MAX_VALUE);
            return Arrays.stream(found.topDocs().scoreDocs)
                    .mapToInt(hit -> hit.doc)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a graph in memory reads no file", e);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether this search should be made both ways. */
    boolean compares() {
        return searches.getAndIncrement() % COMPARED == 0;
    }

    /**
     * Takes note of a search that was made both ways.
     *
     * @param best how many passages comparing everything gives
     * @param found how many of them were found
     */
    void compared(int best, int found) {
        expected.addAndGet(best);
        met.addAndGet(found);
    }

    /** What share of the passages that comparing everything gives was found so far; 1 where nothing was compared. */
    double recall() {
        var all = expected.get();
        return all == 0 ? 1 : (double) met.get() / all;
    }

    /** How many passages recall was measured over. */
    long expected() {
        return expected.get();
    }

    private final class Scorers implements RandomVectorScorerSupplier {
        @Override
        public UpdateableRandomVectorScorer scorer() {
            return new Scorer();
        }

        @Override
        public RandomVectorScorerSupplier copy() {
            return new Scorers();
        }
    }

    private final class Scorer implements UpdateableRandomVectorScorer {
        private float[] asked = new float[0];

        @Override
        public void setScoringOrdinal(int passage) {
            var meaning = meanings.of(passage);
            asked = meaning == null ? new float[0] : meaning.vector();
        }

        @Override
        public float score(int passage) {
            var meaning = meanings.of(passage);
            return meaning == null || asked.length == 0
                    ? 0
                    : Math.max(0, (1 + VectorUtil.dotProduct(asked, meaning.vector())) / 2);
        }

        @Override
        public int maxOrd() {
            return size + 1;
        }
    }
}
