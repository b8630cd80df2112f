package io.casebook.knowledge.articles;

import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What the words of an article's metadata stand for. */
final class MetadataValues {
    private MetadataValues() {}

    static Visibility visibility(Metadata told) throws UnusableArticleException {
        var text = told.text("visibility");
        return switch (text == null ? "public" : text) {
            case "public" -> Visibility.PUBLIC;
            case "users" -> Visibility.USERS;
            case "internal" -> Visibility.INTERNAL;
            default ->
                throw new UnusableArticleException(
                        told.line("visibility"), "`visibility` must be public, users or internal");
        };
    }

    static ArticleStatus status(Metadata told) throws UnusableArticleException {
        var text = told.text("status");
        return switch (text == null ? "published" : text) {
            case "published" -> ArticleStatus.PUBLISHED;
            case "draft" -> ArticleStatus.DRAFT;
            default -> throw new UnusableArticleException(told.line("status"), "`status` must be published or draft");
        };
    }

    static String language(Metadata told, @Nullable String ofText) throws UnusableArticleException {
        var text = told.text("language");
        if (text == null) {
            text = ofText;
        }
        var tag = ArticleRules.languageTag(text == null ? "en" : text);
        if (tag == null) {
            throw new UnusableArticleException(
                    told.line("language"), "`language` must be a language tag such as en or de-AT");
        }
        return tag;
    }

    static @Nullable String url(Metadata told) throws UnusableArticleException {
        var text = told.text("public_url");
        if (text != null && !ArticleRules.isWebAddress(text)) {
            throw new UnusableArticleException(
                    told.line("public_url"), "`public_url` must be an address that begins with https:// or http://");
        }
        return text;
    }

    static @Nullable Instant time(Metadata told, String key) throws UnusableArticleException {
        var text = told.text(key);
        if (text == null) {
            return null;
        }
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new UnusableArticleException(
                    told.line(key), "`" + key + "` must be a day (2026-01-31) or a time (2026-01-31T09:00:00Z)");
        }
    }
}
