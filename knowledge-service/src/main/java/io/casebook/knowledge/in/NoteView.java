package io.casebook.knowledge.in;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.casebook.knowledge.articles.Notes;
import io.casebook.knowledge.articles.ShelvedArticle;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A note as callers see it.
 *
 * @param id its id
 * @param state {@code planned}, {@code holds} or {@code over}
 * @param title its title
 * @param body its text
 * @param start first moment at which it holds
 * @param end first moment at which it no longer holds
 * @param visibility {@code public}, {@code users} or {@code internal}
 * @param audience groups it is for; empty for everybody
 * @param language language tag
 * @param topicId topic it belongs to
 * @param authorId who wrote it
 * @param agentId the agent it belongs to; null for all
 * @param position position of this version on the knowledge log
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NoteView(
        String id,
        String state,
        String title,
        String body,
        Instant start,
        Instant end,
        String visibility,
        List<String> audience,
        String language,
        @Nullable String topicId,
        @Nullable String authorId,
        @Nullable String agentId,
        long position) {
    public NoteView {
        audience = List.copyOf(audience);
    }

    static NoteView of(ShelvedArticle article, Instant now) {
        var version = article.version();
        var content = version.content();
        return new NoteView(
                version.articleId().substring(Notes.PREFIX.length()),
                Notes.state(content, now).wireName(),
                content.title(),
                content.body(),
                // An article of such an id that came another way may have no times.
                Objects.requireNonNullElse(content.validFrom(), Instant.EPOCH),
                Objects.requireNonNullElse(
                        content.validTo(), version.publishedAt().plus(Notes.LONGEST)),
                content.visibility().name().toLowerCase(Locale.ROOT),
                content.audience(),
                content.language(),
                content.topicId(),
                content.authorId(),
                content.agentId(),
                version.position());
    }
}
