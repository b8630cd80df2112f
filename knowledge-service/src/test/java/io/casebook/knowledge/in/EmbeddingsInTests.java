package io.casebook.knowledge.in;

import io.casebook.knowledge.WordEmbeddings;
import io.casebook.platform.embedding.Embeddings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The HTTP tests need no model; its native libraries would not load in a second class loader of the same process anyway. */
@ApplicationScoped
class EmbeddingsInTests {

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    Embeddings embeddings() {
        return new WordEmbeddings();
    }
}
