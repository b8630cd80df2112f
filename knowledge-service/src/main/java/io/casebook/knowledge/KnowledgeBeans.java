package io.casebook.knowledge;

import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.search.PassageVectors;
import io.casebook.knowledge.search.VectorStore;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.embedding.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** Makes the parts of the service that know nothing of beans. */
@ApplicationScoped
class KnowledgeBeans {

    @Produces
    @Singleton
    KnowledgeSettings settings(KnowledgeConfig config, PlatformSettings platform) {
        return new KnowledgeSettings(
                config.enabled(),
                config.inFlight(),
                config.positionWait(),
                config.writeWait(),
                config.staleAfter(),
                config.embeddingsCache()
                        .map(Path::of)
                        .orElseGet(() -> platform.dataDir().resolve("embeddings-cache")));
    }

    @Produces
    @Singleton
    KnowledgeIndex index(KnowledgeSettings settings, Embeddings embeddings) {
        var store = VectorStore.open(settings.embeddingsCache(), embeddings);
        return new KnowledgeIndex(new ArticleShelf(), new PassageVectors(embeddings, store));
    }
}
