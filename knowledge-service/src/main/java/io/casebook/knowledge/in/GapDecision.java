package io.casebook.knowledge.in;

import io.casebook.knowledge.gaps.Decision;
import io.casebook.knowledge.gaps.Review.State;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.JsonBody;
import io.casebook.vocabulary.Visibility;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides on a proposal. The text is part of it: what is published is what the person saw, whatever was said in
 * conversations since.
 *
 * @param humanId who decides
 * @param title title of the article
 * @param body text of the article
 * @param visibility who may see it; null for as somebody chose last
 * @param writtenBy who wrote the proposal that the person saw; null where they do not say
 * @param madeOf the conversations that it was made of; empty where they do not say
 */
record GapDecision(
        String humanId,
        String title,
        String body,
        @Nullable Visibility visibility,
        @Nullable String writtenBy,
        List<String> madeOf) {
    private static final Pattern HUMAN_ID = Pattern.compile("\\S{1,128}");
    private static final int LONGEST_BODY = 20_000;
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_NAME = 128;
    private static final int MOST_CONVERSATIONS = 100;

    GapDecision {
        madeOf = List.copyOf(madeOf);
    }

    static GapDecision of(JsonBody body) {
        return of(
                body.text("human_id").required(),
                body.text("title").required(),
                body.text("body").required(),
                body.oneOf("visibility", ArticleBody.VISIBILITIES).orNull(),
                body.optionalText("written_by"),
                body.texts("conversations"));
    }

    static GapDecision of(
            String humanId,
            String title,
            String body,
            @Nullable Visibility visibility,
            @Nullable String writtenBy,
            List<String> madeOf) {
        if (madeOf.size() > MOST_CONVERSATIONS) {
            throw ApiException.invalid(
                    "conversations",
                    "`conversations` names %d; the most is %d".formatted(madeOf.size(), MOST_CONVERSATIONS));
        }
        if (body.length() > LONGEST_BODY) {
            throw ApiException.invalid(
                    "body", "`body` has %,d characters; the most is %,d".formatted(body.length(), LONGEST_BODY));
        }
        if (writtenBy != null && writtenBy.length() > LONGEST_NAME) {
            throw ApiException.invalid(
                    "written_by", "`written_by` must be at most %d characters".formatted(LONGEST_NAME));
        }
        return new GapDecision(
                humanId(humanId),
                title.strip(),
                body.replace("\r\n", "\n").strip(),
                visibility,
                writtenBy == null || writtenBy.isBlank() ? null : writtenBy.strip(),
                madeOf);
    }

    Decision as(State state) {
        return new Decision(state, title, body, visibility, humanId, null, writtenBy, madeOf);
    }

    /** Who decides, as the company calls them. */
    static String humanId(@Nullable String text) {
        if (text == null || !HUMAN_ID.matcher(text).matches()) {
            throw ApiException.invalid(
                    "human_id", "`human_id` is not a valid id; use 1 to 128 characters without white space");
        }
        return text;
    }

    /** Why a proposal is rejected. */
    static String reason(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST_REASON) {
            throw ApiException.invalid(
                    "reason",
                    "`reason` must be 1 to %,d characters; say why nobody should read it".formatted(LONGEST_REASON));
        }
        return text.strip();
    }
}
