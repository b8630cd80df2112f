package io.casebook.knowledge;

import io.casebook.knowledge.search.KnowledgeIndex;
import java.time.Duration;

/** Brings what is published into the graph of vectors, in the background, where an installation chose to have one. */
final class GraphGrowth implements AutoCloseable {
    private static final int AT_ONCE = 100;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KnowledgeIndex index;
    private final int above;
    private final Thread thread;

    private GraphGrowth(KnowledgeIndex index, int above) {
        this.index = index;
        this.above = above;
        this.thread = Thread.ofPlatform().name("knowledge-graph").daemon().unstarted(this::run);
    }

    /**
     * Begins.
     *
     * @param above with up to so many passages there is no graph
     */
    static GraphGrowth start(KnowledgeIndex index, int above) {
        var growth = new GraphGrowth(index, above);
        growth.thread.start();
        return growth;
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                if (!index.grow(above, AT_ONCE)) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
