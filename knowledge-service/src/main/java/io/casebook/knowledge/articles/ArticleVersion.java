package io.casebook.knowledge.articles;

import io.casebook.vocabulary.knowledge.ArticlePublished;
import java.time.Instant;

/** One version of one article, and the stretches of the knowledge log over which it could be found. */
public final class ArticleVersion {
    private static final long[] NEVER = {};

    private final String articleId;
    private final long position;
    private final Instant publishedAt;
    private final ArticlePublished content;

    /** Positions at which it became findable and stopped being so, by turns; replaced as a whole, never changed. */
    private volatile long[] switches = NEVER;

    ArticleVersion(String articleId, long position, Instant publishedAt, ArticlePublished content) {
        this.articleId = articleId;
        this.position = position;
        this.publishedAt = publishedAt;
        this.content = content;
    }

    /** Id of the article. */
    public String articleId() {
        return articleId;
    }

    /** Position of this version on the knowledge log. */
    public long position() {
        return position;
    }

    /** When it was published. */
    public Instant publishedAt() {
        return publishedAt;
    }

    /** What it says. */
    public ArticlePublished content() {
        return content;
    }

    /** Whether it could be found when the log had come to a position: published, switched on, not replaced and not retired. */
    public boolean findableAt(long at) {
        var findable = false;
        for (var change : switches) {
            if (change > at) {
                return findable;
            }
            findable = !findable;
        }
        return findable;
    }

    boolean findable() {
        return switches.length % 2 == 1;
    }

    void setFindable(boolean wanted, long at) {
        if (wanted == findable()) {
            return;
        }
        var longer = java.util.Arrays.copyOf(switches, switches.length + 1);
        longer[switches.length] = at;
        switches = longer;
    }
}
