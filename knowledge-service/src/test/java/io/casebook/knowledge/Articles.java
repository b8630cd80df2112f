package io.casebook.knowledge;

import io.casebook.knowledge.articles.ArticleHash;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticleChange;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import java.time.Instant;

/** Articles for tests. */
public final class Articles {
    /** When the tests' logs begin. */
    public static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

    private static final Actor AUTHOR = new Actor(ActorType.SYSTEM, "test");

    private Articles() {}

    /** A public article in English. */
    public static ArticlePublished article(String title, String body) {
        return ArticleHash.stamp(
                new ArticlePublished(title, body, "markdown", Visibility.PUBLIC, "en", ArticleStatus.PUBLISHED, ""));
    }

    /** A change as the log holds it, published as many seconds after the start as its position says. */
    public static ArticleRecord record(long position, String id, ArticleChange change) {
        return new ArticleRecord(id, "default", START.plusSeconds(position), AUTHOR, change);
    }
}
