package io.casebook.knowledge.articles;

import io.casebook.vocabulary.knowledge.ArticleChange;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import io.casebook.vocabulary.knowledge.ArticleRetired;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import io.casebook.vocabulary.knowledge.ArticleUsageSet;
import io.casebook.vocabulary.knowledge.TopicDefined;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fold of the knowledge log: every article and topic as it is now, and every version that ever was. One thread adds records in
 * their order; any thread reads.
 *
 * <p>Being switched off belongs to the article, not to a version: a new version of a switched-off article stays off. Retiring ends
 * the article; if its id is published again, it begins anew and switched on.
 */
public final class ArticleShelf {
    private static final int INITIAL_RECORDS = 64;

    private final TreeMap<String, ShelvedArticle> articles = new TreeMap<>();
    private final Map<String, ArticleVersion> retired = new HashMap<>();
    private final TreeMap<String, ShelvedTopic> topics = new TreeMap<>();

    /** Every definition of every topic, by the position at which it came. */
    private final Map<String, TreeMap<Long, ShelvedTopic>> topicHistory = new HashMap<>();

    private long position = -1;

    /** Positions of all records, and beside each the latest publication up to it: a clock that never runs backwards. */
    private long[] positions = new long[INITIAL_RECORDS];

    private Instant[] times = new Instant[INITIAL_RECORDS];
    private int records;

    /**
     * Adds the next record of the log.
     *
     * @param at its position; a record at or below the shelf's position was added before and is ignored
     * @return the version that it published; null where it published none
     */
    public synchronized @Nullable ArticleVersion apply(long at, ArticleRecord record) {
        if (at <= position) {
            return null;
        }
        remember(at, record.publishedAt());
        var version = change(at, record);
        position = at;
        return version;
    }

    /** Position of the newest record that was added; -1 before the first. */
    public synchronized long position() {
        return position;
    }

    /** The article of an id as it is now; null where there is none, or none any more. */
    public synchronized @Nullable ShelvedArticle find(String articleId) {
        return articles.get(articleId);
    }

    /** Whether there was an article of an id which was taken away and not published again. */
    public synchronized boolean isRetired(String articleId) {
        return retired.containsKey(articleId);
    }

    /** The last versions of all articles that were taken away and not published again. */
    public synchronized List<ArticleVersion> retired() {
        return List.copyOf(retired.values());
    }

    /** All articles as they are now, by id. */
    public synchronized List<ShelvedArticle> articles() {
        return List.copyOf(articles.values());
    }

    /** All topics, by id. */
    public synchronized List<ShelvedTopic> topics() {
        return List.copyOf(topics.values());
    }

    /** The topic of an id; null where there is none. */
    public synchronized @Nullable ShelvedTopic topic(String id) {
        return topics.get(id);
    }

    /** Some topics and all below them, as they were when the log had come to a position. */
    public synchronized Set<String> topicsBelow(Set<String> ids, long at) {
        var wanted = new HashSet<>(ids);
        for (var grown = true; grown; ) {
            grown = false;
            for (var definitions : topicHistory.values()) {
                var then = definitions.floorEntry(at);
                var parent = then == null ? null : then.getValue().parentId();
                if (parent != null && wanted.contains(parent)) {
                    grown |= wanted.add(then.getValue().id());
                }
            }
        }
        return wanted;
    }

    /** The position that was the newest at a moment; -1 for a moment before the first record. */
    public synchronized long positionAt(Instant moment) {
        var low = 0;
        var high = records;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (times[middle].isAfter(moment)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == 0 ? -1 : positions[low - 1];
    }

    /** The moment at which a position ceased to be the newest; null while it still is. */
    public synchronized @Nullable Instant supersededAt(long at) {
        var found = Arrays.binarySearch(positions, 0, records, at);
        var next = found >= 0 ? found + 1 : -found - 1;
        return next < records ? times[next] : null;
    }

    private @Nullable ArticleVersion change(long at, ArticleRecord record) {
        var id = record.articleId();
        switch (record.payload()) {
            case ArticlePublished content -> {
                return publish(at, record, content);
            }
            case ArticleUsageSet usage -> use(at, id, usage.usageOn());
            case ArticleRetired told -> {
                var article = articles.get(id);
                if (article != null && isMeant(told, article.version())) {
                    articles.remove(id);
                    retired.put(id, article.version());
                    article.version().setFindable(false, at);
                }
            }
            case TopicDefined topic -> {
                var defined = new ShelvedTopic(id, topic.name(), topic.parentId(), at);
                topics.put(id, defined);
                topicHistory.computeIfAbsent(id, _ -> new TreeMap<>()).put(at, defined);
            }
            case ArticleChange.Unknown _ -> {
                // A newer version's change that says nothing to this one.
            }
        }
        return null;
    }

    private static boolean isMeant(ArticleRetired told, ArticleVersion version) {
        return told.position() == null || told.position() == version.position();
    }

    private ArticleVersion publish(long at, ArticleRecord record, ArticlePublished content) {
        var before = articles.get(record.articleId());
        var version = new ArticleVersion(record.articleId(), at, record.publishedAt(), content);
        retired.remove(record.articleId());
        var usageOn = before == null || before.usageOn();
        if (before != null) {
            before.version().setFindable(false, at);
        }
        version.setFindable(usageOn && content.status() == ArticleStatus.PUBLISHED, at);
        articles.put(record.articleId(), new ShelvedArticle(version, usageOn));
        return version;
    }

    private void use(long at, String id, boolean on) {
        var article = articles.get(id);
        if (article != null) {
            var version = article.version();
            version.setFindable(on && version.content().status() == ArticleStatus.PUBLISHED, at);
            articles.put(id, new ShelvedArticle(version, on));
        }
    }

    private void remember(long at, Instant publishedAt) {
        if (records == positions.length) {
            positions = Arrays.copyOf(positions, records * 2);
            times = Arrays.copyOf(times, records * 2);
        }
        positions[records] = at;
        times[records] = records > 0 && times[records - 1].isAfter(publishedAt) ? times[records - 1] : publishedAt;
        records++;
    }
}
