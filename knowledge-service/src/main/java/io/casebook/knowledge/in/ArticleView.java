package io.casebook.knowledge.in;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.casebook.knowledge.articles.ShelvedArticle;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An article as callers see it.
 *
 * @param id its id
 * @param title its title
 * @param description short description
 * @param visibility {@code public}, {@code users} or {@code internal}
 * @param audience groups it is for; empty for everybody
 * @param status whether it is a draft or published
 * @param usageStatus whether it is switched on or off
 * @param position position of this version on the knowledge log
 * @param language language tag
 * @param topicId topic it belongs to
 * @param authorId who wrote it
 * @param agentId the agent it belongs to; null for all
 * @param path the file it came from; null where it came by API
 * @param publicUrl public address
 * @param validFrom first moment at which it holds
 * @param validTo first moment at which it no longer holds
 * @param reviewAt when somebody should look through it again
 * @param created when the author created it
 * @param publishedAt when this version was published
 * @param contentHash fingerprint of its content
 * @param format {@code markdown}, {@code html} or {@code text}
 * @param body the text, where it was asked for
 * @param data the author's own data
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArticleView(
        String id,
        String title,
        @Nullable String description,
        String visibility,
        List<String> audience,
        String status,
        String usageStatus,
        long position,
        String language,
        @Nullable String topicId,
        @Nullable String authorId,
        @Nullable String agentId,
        @Nullable String path,
        @Nullable String publicUrl,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable Instant reviewAt,
        @Nullable Instant created,
        Instant publishedAt,
        String contentHash,
        String format,
        @Nullable String body,
        @JsonProperty("data") @JsonRawValue @Nullable String data) {

    /** The article without its text. */
    static ArticleView of(ShelvedArticle article) {
        return of(article, false);
    }

    /** The article with its text. */
    static ArticleView withText(ShelvedArticle article) {
        return of(article, true);
    }

    private static ArticleView of(ShelvedArticle article, boolean text) {
        var version = article.version();
        var content = version.content();
        return new ArticleView(
                version.articleId(),
                content.title(),
                content.description(),
                content.visibility().name().toLowerCase(Locale.ROOT),
                content.audience(),
                content.status().name().toLowerCase(Locale.ROOT),
                article.usageOn() ? "on" : "off",
                version.position(),
                content.language(),
                content.topicId(),
                content.authorId(),
                content.agentId(),
                content.path(),
                content.publicUrl(),
                content.validFrom(),
                content.validTo(),
                content.reviewAt(),
                content.createdAt(),
                version.publishedAt(),
                content.contentHash(),
                content.format(),
                text ? content.body() : null,
                content.data());
    }
}
