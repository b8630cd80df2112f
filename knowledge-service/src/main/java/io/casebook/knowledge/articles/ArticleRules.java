package io.casebook.knowledge.articles;

import io.casebook.knowledge.passages.ArticleText;
import io.casebook.knowledge.passages.Chunker;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What every article must keep to, wherever it comes from. */
public final class ArticleRules {
    private static final int MAX_TITLE = 300;

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
