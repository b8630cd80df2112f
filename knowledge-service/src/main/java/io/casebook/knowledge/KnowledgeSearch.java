package io.casebook.knowledge;

import io.casebook.knowledge.articles.ArticleLog;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.articles.FolderReading;
import io.casebook.knowledge.articles.KnowledgePublisher;
import io.casebook.knowledge.search.Found;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.search.PassageVectors;
import io.casebook.knowledge.search.SearchQuery;
import io.casebook.knowledge.search.VectorStore;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.Visibility;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Searches in a folder of articles that was not published, for the command line and for tests of an agent: no Kafka, no beans. */
public final class KnowledgeSearch {
    private final KnowledgeIndex index;
    private final String agentId;

    private KnowledgeSearch(KnowledgeIndex index, String agentId) {
        this.index = index;
        this.agentId = agentId;
    }

    /**
     * Takes in what was read of a folder.
     *
     * @param folder the usable articles and the agent they belong to
     * @param embeddings gives texts their vectors
     * @param store keeps vectors for the next time; null for none
     */
    public static KnowledgeSearch over(FolderReading folder, Embeddings embeddings, @Nullable VectorStore store) {
        var index = new KnowledgeIndex(new ArticleShelf(), new PassageVectors(embeddings, store));
        ArticleLog log = record -> {
            var position = index.position() + 1;
            index.apply(position, record);
            return CompletableFuture.completedFuture(position);
        };
        var actor = new Actor(ActorType.SYSTEM, "folder");
        var _ = new KnowledgePublisher(log, index.shelf(), "default", actor, InstantSource.system()).publish(folder);
        return new KnowledgeSearch(index, folder.agentId());
    }

    /**
     * Searches with the articles as they hold now.
     *
     * @param question the question
     * @param passages how many passages at most
     * @param visibilities whose articles may be found
     */
    public Found search(String question, int passages, Set<Visibility> visibilities) {
        var query = new SearchQuery(question, passages, visibilities, Set.of(), agentId, null, Instant.now());
        return index.search(index.position(), query);
    }

    /** How many passages the folder has. */
    public int passages() {
        return index.passages();
    }
}
