package io.casebook.knowledge.articles;

import io.casebook.knowledge.passages.ArticleText;
import io.casebook.knowledge.passages.Chunker;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What every article must keep to, wherever it comes from. */
public final class ArticleRules {
    private static final int MAX_TITLE = 300;

    /** Times that the log can hold, and that mean a day to people. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Why an article cannot be taken.
     *
     * @param field the field that is wrong
     * @param message what is wrong and what to do about it
     */
    public record Objection(String field, String message) {}

    private ArticleRules() {}

    /** Why an article cannot be taken; null where it can. */
    public static @Nullable Objection objection(ArticlePublished article) {
        if (article.title().isBlank() || article.title().length() > MAX_TITLE) {
            return new Objection("title", "`title` must be 1 to " + MAX_TITLE + " characters");
        }
        var outside = outside(article);
        if (outside != null) {
            return new Objection(outside, "`" + outside + "` must lie between the years 1 and 9999");
        }
        var from = article.validFrom();
        var to = article.validTo();
        if (from != null && to != null && !to.isAfter(from)) {
            return new Objection(
                    "valid_to", "`valid_to` must be later than `valid_from`; it is the first moment after");
        }
        if (!ArticleText.isWhole(article.format(), article.body())) {
            return new Objection("body", "the article has far more markup than text; save it anew, or as text");
        }
        var passages = Chunker.passages(article).size();
        if (passages == 0) {
            return new Objection("body", "nothing of the article can be read by people; write its text");
        }
        return passages <= Chunker.MAX_PASSAGES
                ? null
                : new Objection("body", "the article has more than " + Chunker.MAX_PASSAGES + " passages; split it");
    }

    /** The field whose time nobody can mean; null where there is none. */
    private static @Nullable String outside(ArticlePublished article) {
        if (isOutside(article.validFrom())) {
            return "valid_from";
        }
        if (isOutside(article.validTo())) {
            return "valid_to";
        }
        return isOutside(article.reviewAt()) ? "review_at" : null;
    }

    private static boolean isOutside(@Nullable Instant time) {
        return time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST));
    }

    /** A language tag in its usual spelling; null where it is none. */
    public static @Nullable String languageTag(String text) {
        try {
            var locale = new Locale.Builder().setLanguageTag(text).build();
            var letters = locale.getLanguage().length();
            return letters == 2 || letters == 3 ? locale.toLanguageTag() : null;
        } catch (IllformedLocaleException e) {
            return null;
        }
    }

    /** Whether a text is an address that a browser may be sent to. */
    public static boolean isWebAddress(String text) {
        try {
            var uri = new URI(text);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
