package io.casebook.knowledge;

import io.casebook.knowledge.search.KnowledgeIndex;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;

/** What an operator sees of the index: how far it has come, and how large it is. */
final class IndexMetrics implements AutoCloseable {
    private final Gauge position;
    private final Gauge passages;
    private final Gauge recall;

    IndexMetrics(KnowledgeIndex index) {
        position = Gauge.builder("casebook.knowledge.position", index, KnowledgeIndex::position)
                .description("newest position of the knowledge log that searches see")
                .register(Metrics.globalRegistry);
        passages = Gauge.builder("casebook.knowledge.passages", index, KnowledgeIndex::passages)
                .description("passages of all versions of all articles")
                .register(Metrics.globalRegistry);
        recall = Gauge.builder("casebook.knowledge.recall", index, IndexMetrics::recall)
                .description("share of the passages that comparing everything gives which searches find")
                .register(Metrics.globalRegistry);
    }

    private static double recall(KnowledgeIndex index) {
        var approximation = index.approximation();
        return approximation == null ? 1 : approximation.recall();
    }

    @Override
    public void close() {
        Metrics.globalRegistry.remove(position);
        Metrics.globalRegistry.remove(passages);
        Metrics.globalRegistry.remove(recall);
    }
}
