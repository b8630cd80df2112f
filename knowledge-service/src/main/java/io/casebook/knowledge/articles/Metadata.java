package io.casebook.knowledge.articles;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told about an article beside its text: known keys, each with the line on which it stands. */
interface Metadata {
    /** The keys there are. */
    List<String> KEYS = List.of(
            "id",
            "title",
            "description",
            "topic",
            "language",
            "visibility",
            "audience",
            "valid_from",
            "valid_to",
            "owner",
            "review_at",
            "public_url",
            "status");

    /** Line on which a key's value begins, from 1; 0 where the key is missing. */
    int line(String key);

    /** The text of a key; null where it is missing or empty. */
    @Nullable
    String text(String key) throws UnusableArticleException;

    /** The texts of a key that may be a list or a single value. */
    List<String> texts(String key) throws UnusableArticleException;
}
