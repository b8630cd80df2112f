package io.casebook.knowledge.in;

import io.casebook.knowledge.articles.ArticleHash;
import io.casebook.knowledge.articles.ArticleRules;
import io.casebook.knowledge.passages.ArticleText;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.JsonBody;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An article as callers send it. */
final class ArticleBody {
    static final Map<String, Visibility> VISIBILITIES =
            Map.of("public", Visibility.PUBLIC, "users", Visibility.USERS, "internal", Visibility.INTERNAL);
    private static final Map<String, ArticleStatus> STATUSES =
            Map.of("draft", ArticleStatus.DRAFT, "published", ArticleStatus.PUBLISHED);

    private ArticleBody() {}

    /**
     * Reads an article.
     *
     * @param before the version it replaces, whose agent and file it keeps; null where it is new
     */
    static ArticlePublished read(JsonBody body, @Nullable ArticlePublished before) {
        // When an article was edited last is told by the log; the caller's word on it is taken and not kept.
        body.time("last_edited").orNull();
        var data = body.any("data").orNull();
        var agentId = body.id("agent_id").orNull();
        var article = new ArticlePublished(
                body.text("title").required().strip(),
                body.optionalText("description"),
                body.text("body").required(),
                body.oneOf("format", ArticleText.FORMATS.toArray(String[]::new)).or("markdown"),
                body.oneOf("visibility", VISIBILITIES).or(Visibility.PUBLIC),
                body.texts("audience"),
                language(body),
                body.id("topic_id").orNull(),
                body.oneOf("status", STATUSES).or(ArticleStatus.PUBLISHED),
                body.time("valid_from").orNull(),
                body.time("valid_to").orNull(),
                body.optionalText("author_id"),
                url(body),
                agentId == null && before != null ? before.agentId() : agentId,
                before == null ? null : before.path(),
                data == null ? null : data.toString(),
                body.time("created").orNull(),
                "",
                body.time("review_at").orNull());
        var objection = ArticleRules.objection(article);
        if (objection != null) {
            throw ApiException.invalid(objection.field(), objection.message());
        }
        return ArticleHash.stamp(article);
    }

    static String language(JsonBody body) {
        var text = body.text("language").or("en");
        var tag = ArticleRules.languageTag(text);
        if (tag == null) {
            throw ApiException.invalid("language", "`language` must be a language tag such as en or de-AT");
        }
        return tag;
    }

    private static @Nullable String url(JsonBody body) {
        var url = body.optionalText("public_url");
        if (url != null && !ArticleRules.isWebAddress(url)) {
            throw ApiException.invalid("public_url", "`public_url` must begin with https:// or http://");
        }
        return url;
    }
}
