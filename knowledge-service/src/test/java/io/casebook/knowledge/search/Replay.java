package io.casebook.knowledge.search;

import io.casebook.vocabulary.knowledge.ArticleChange;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import io.casebook.vocabulary.knowledge.ArticleRetired;
import io.casebook.vocabulary.knowledge.ArticleUsageSet;
import io.casebook.vocabulary.knowledge.TopicDefined;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The slow and obvious answer to what stood in the log at a position: read it from its beginning. */
final class Replay {
    private Replay() {}

    /** The positions of the versions that were switched on and that somebody may find, by article. */
    static Map<String, Long> of(List<ArticleRecord> log, int position, Predicate<ArticlePublished> found) {
        var versions = new TreeMap<String, Long>();
        var contents = new HashMap<String, ArticlePublished>();
        var off = new HashSet<String>();
        for (var at = 0; at <= position; at++) {
            var id = log.get(at).articleId();
            switch (log.get(at).payload()) {
                case ArticlePublished article -> {
                    versions.put(id, (long) at);
                    contents.put(id, article);
                }
                case ArticleUsageSet usage -> {
                    if (usage.usageOn() || !contents.containsKey(id)) {
                        off.remove(id);
                    } else {
                        off.add(id);
                    }
                }
                case ArticleRetired _ -> {
                    versions.remove(id);
                    contents.remove(id);
                    off.remove(id);
                }
                case TopicDefined _, ArticleChange.Unknown _ -> {
                    // No article.
                }
            }
        }
        versions.keySet().removeIf(id -> {
            var content = contents.get(id);
            return content == null || off.contains(id) || !found.test(content);
        });
        return versions;
    }
}
