package io.casebook.knowledge.articles;

import io.casebook.vocabulary.knowledge.ArticlePublished;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Notes: what holds for a while only and would make an article wrong, such as "payments are down until noon". A note is an article of
 * a few sentences with a beginning and an end; it is searched like any other and is over by itself.
 */
public final class Notes {
    /** Ids of the articles that are notes begin with this; the note's own id follows. */
    public static final String PREFIX = "note.";

    /** Most characters of a note; what needs more is an article. */
    public static final int MOST_CHARACTERS = 2_000;

    /** A note that holds longer is an article. */
    public static final Duration LONGEST = Duration.ofDays(92);

    private static final int LONGEST_TITLE = 80;

    /** Where a note stands in its time. */
    public enum State {
        /** It begins later. */
        PLANNED,
        /** It holds now. */
        HOLDS,
        /** It holds no more. */
        OVER;

        /** The name in JSON. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Notes() {}

    /** Whether an article is a note. */
    public static boolean isNote(String articleId) {
        return articleId.startsWith(PREFIX);
    }

    /** Where a note stands in its time at a moment. */
    public static State state(ArticlePublished note, Instant now) {
        var from = note.validFrom();
        var to = note.validTo();
        if (to != null && !to.isAfter(now)) {
            return State.OVER;
        }
        return from != null && from.isAfter(now) ? State.PLANNED : State.HOLDS;
    }

    /** Why a note cannot be taken, beside what holds for every article; null where it can. */
    public static ArticleRules.@Nullable Objection objection(String text, Instant start, Instant end) {
        if (text.length() > MOST_CHARACTERS) {
            return new ArticleRules.Objection(
                    "body", "`body` must be at most %d characters; write an article".formatted(MOST_CHARACTERS));
        }
        if (!end.isAfter(start)) {
            return new ArticleRules.Objection("end", "`end` must be later than `start`");
        }
        return Duration.between(start, end).compareTo(LONGEST) <= 0
                ? null
                : new ArticleRules.Objection(
                        "end",
                        "a note holds for %d days at most; write an article for what lasts longer"
                                .formatted(LONGEST.toDays()));
    }

    /** A title for a note that has none: how its text begins. */
    public static String title(String text) {
        var line = text.strip().lines().findFirst().orElse("").strip();
        return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE - 1) + "…";
    }
}
