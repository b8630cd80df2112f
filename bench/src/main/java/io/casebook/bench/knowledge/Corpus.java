package io.casebook.bench.knowledge;

import io.casebook.knowledge.articles.ArticleFolder;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.articles.FolderArticle;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.search.PassageVectors;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Articles to search in. */
final class Corpus {
    private Corpus() {}

    /** The sample agent's articles, by their ids. */
    static Map<String, ArticlePublished> shop(Path home) throws IOException {
        var articles = new LinkedHashMap<String, ArticlePublished>();
        for (FolderArticle article : ArticleFolder.read(home.resolve("examples/shop/agent/knowledge"), "shop")
                .articles()) {
            articles.put(article.articleId(), article.content());
        }
        return articles;
    }

    static ArticlePublished article(String title, String body) {
        return new ArticlePublished(title, body, "markdown", Visibility.PUBLIC, "en", ArticleStatus.PUBLISHED, "");
    }

    static ArticleRecord record(String id, ArticlePublished article) {
        return new ArticleRecord(id, "default", Instant.now(), new Actor(ActorType.SYSTEM, "bench"), article);
    }

    /** An index over some articles. */
    static KnowledgeIndex index(Map<String, ArticlePublished> articles, Embeddings embeddings) {
        var index = new KnowledgeIndex(new ArticleShelf(), new PassageVectors(embeddings, null));
        var position = 0L;
        for (var article : articles.entrySet()) {
            index.apply(position++, record(article.getKey(), article.getValue()));
        }
        return index;
    }
}
