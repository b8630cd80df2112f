package io.casebook.knowledge.model;

import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.platform.embedding.EmbeddingsUnavailableException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Gives an index the chosen model in the background, however long it takes. */
public final class ModelChange implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ModelChange.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final KnowledgeIndex index;
    private final Models models;
    private final Thread thread;

    private ModelChange(KnowledgeIndex index, Models models) {
        this.index = index;
        this.models = models;
        this.thread =
                Thread.ofPlatform().name("knowledge-model-change").daemon().unstarted(this::run);
    }

    /** Begins. */
    public static ModelChange start(KnowledgeIndex index, Models models) {
        var change = new ModelChange(index, models);
        change.thread.start();
        return change;
    }

    private void run() {
        var chosen = models.chosen();
        var changing = index.changeTo(chosen);
        LOG.infof("the index goes on with %s until another model knows %d passages", index.modelId(), index.passages());
        try {
            while (step(changing)) {
                // Until the index has changed over.
            }
            models.changed();
            LOG.infof("the index answers with %s", index.modelId());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean step(io.casebook.knowledge.search.Reembedding changing) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try {
            return changing.step();
        } catch (EmbeddingsUnavailableException e) {
            LOG.warnf("changing the model waits: %s", e.getMessage());
            Thread.sleep(PAUSE);
            return true;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
