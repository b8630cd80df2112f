package io.casebook.knowledge;

import io.casebook.knowledge.articles.ArticleLog;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.search.Found;
import io.casebook.knowledge.search.FoundPassage;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.search.PassageVectors;
import io.casebook.knowledge.search.SearchQuery;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticleChange;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import io.casebook.vocabulary.knowledge.ArticleRetired;
import io.casebook.vocabulary.knowledge.ArticleUsageSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A knowledge log in memory and an index that follows it at once. */
public final class KnowledgeWorld implements ArticleLog {
    private final KnowledgeIndex index =
            new KnowledgeIndex(new ArticleShelf(), new PassageVectors(new WordEmbeddings(), null));
    private final List<ArticleRecord> log = new ArrayList<>();

    /** The index. */
    public KnowledgeIndex index() {
        return index;
    }

    /** Every record of the log; its place in the list is its position. */
    public List<ArticleRecord> log() {
        return List.copyOf(log);
    }

    @Override
    public CompletionStage<Long> append(ArticleRecord record) {
        var position = log.size();
        log.add(record);
        index.apply(position, record);
        return CompletableFuture.completedFuture((long) position);
    }

    /** Publishes an article. */
    public KnowledgeWorld publish(String id, ArticlePublished article) {
        return change(id, article);
    }

    /** Publishes a public article. */
    public KnowledgeWorld publish(String id, String body) {
        return change(id, Articles.article("About " + id, body));
    }

    /** Switches an article on or off. */
    public KnowledgeWorld use(String id, boolean on) {
        return change(id, new ArticleUsageSet(on));
    }

    /** Takes an article away. */
    public KnowledgeWorld retire(String id) {
        return change(id, new ArticleRetired());
    }

    /** Adds any change. */
    public KnowledgeWorld change(String id, ArticleChange change) {
        var _ = append(Articles.record(log.size(), id, change));
        return this;
    }

    /** A question of anybody, today. */
    public static SearchQuery question(String text) {
        return asked(text, Set.of(Visibility.PUBLIC));
    }

    /** A question of somebody who may see certain articles. */
    public static SearchQuery asked(String text, Set<Visibility> visibilities) {
        return new SearchQuery(text, 10, visibilities, Set.of(), "shop", null, Instant.parse("2026-07-01T00:00:00Z"));
    }

    /** Searches at the newest position. */
    public Found search(SearchQuery query) {
        return index.search(index.position(), query);
    }

    /** The ids of the articles that are found at the newest position, in their order. */
    public List<String> found(SearchQuery query) {
        return ids(search(query));
    }

    /** The ids of the articles that were found, in their order. */
    public static List<String> ids(Found found) {
        return found.passages().stream()
                .map(FoundPassage::version)
                .map(version -> version.articleId())
                .distinct()
                .toList();
    }
}
