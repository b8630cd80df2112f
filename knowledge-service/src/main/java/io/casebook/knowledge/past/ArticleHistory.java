package io.casebook.knowledge.past;

import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.articles.Validity;
import io.casebook.knowledge.passages.Chunker;
import io.casebook.knowledge.passages.PassageText;
import io.casebook.schemas.ContentHash;
import io.casebook.vocabulary.PassageRef;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.jspecify.annotations.Nullable;

/** Every version of every article of a knowledge log, to look a passage up as it was and as it is. Records are added in their order. */
public final class ArticleHistory {
    private static final double AKIN = 0.3;

    private final Map<Long, ArticlePublished> versions = new HashMap<>();
    private final ArticleShelf shelf = new ArticleShelf();

    /** Adds the next record of the log. */
    public void add(long position, ArticleRecord record) {
        if (record.payload() instanceof ArticlePublished article) {
            versions.put(position, article);
        }
        shelf.apply(position, record);
    }

    /**
     * A passage that was used, beside what its article says today.
     *
     * @param today the moment that counts as today, for articles that hold for a time
     */
    public UsedPassage look(PassageRef used, Instant today) {
        var then = passage(used);
        var article = shelf.find(used.articleId());
        if (then == null || article == null) {
            return new UsedPassage(
                    used, then, null, null, then == null ? UsedPassage.Today.UNKNOWN : UsedPassage.Today.RETIRED);
        }
        var position = article.version().position();
        var now = counterpart(then, Chunker.passages(article.version().content()));
        if (!article.usageOn() || article.version().content().status() != ArticleStatus.PUBLISHED) {
            return new UsedPassage(used, then, now, position, UsedPassage.Today.SWITCHED_OFF);
        }
        if (!Validity.holds(article.version().content(), today)) {
            return new UsedPassage(used, then, now, position, UsedPassage.Today.NOT_VALID);
        }
        if (now == null) {
            return new UsedPassage(used, then, null, position, UsedPassage.Today.GONE);
        }
        var same = now.text().equals(then.text());
        return new UsedPassage(used, then, now, position, same ? UsedPassage.Today.SAME : UsedPassage.Today.CHANGED);
    }

    /** The passage as the log has it; null where it has it not, or another text in its place. */
    private @Nullable PassageText passage(PassageRef used) {
        var version = versions.get(used.articlePosition());
        var passages = version == null ? List.<PassageText>of() : Chunker.passages(version);
        if (used.passage() < 0 || used.passage() >= passages.size()) {
            return null;
        }
        var passage = passages.get(used.passage());
        return ContentHash.of(passage.text()).equals(used.textHash()) ? passage : null;
    }

    /** The passage that says the same today, or nearly, or stands under the same headings. */
    private static @Nullable PassageText counterpart(PassageText then, List<PassageText> today) {
        return today.stream()
                .filter(passage -> likeness(then, passage) >= AKIN)
                .max(Comparator.comparingDouble(passage -> likeness(then, passage)))
                .orElse(null);
    }

    private static double likeness(PassageText one, PassageText other) {
        if (one.text().equals(other.text())) {
            return 2;
        }
        var words = words(one);
        var all = new HashSet<>(words);
        all.addAll(words(other));
        var shared = new HashSet<>(words);
        shared.retainAll(words(other));
        var likeness = all.isEmpty() ? 0 : (double) shared.size() / all.size();
        return one.path().equals(other.path()) ? likeness + AKIN : likeness;
    }

    private static Set<String> words(PassageText passage) {
        var words = new HashSet<String>();
        // Its words are those of Unicode: one for each sign where a script puts no spaces between them.
        try (var analyzer = new StandardAnalyzer();
                var tokens = analyzer.tokenStream("", passage.text())) {
            var word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(word.toString());
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
