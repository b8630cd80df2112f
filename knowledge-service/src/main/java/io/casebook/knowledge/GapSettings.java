package io.casebook.knowledge;

import java.time.Duration;

/**
 * The settings of what looks for missing knowledge.
 *
 * @param enabled whether the conversation log is followed
 * @param lookBack how long ago a question may have been asked
 * @param questions how many questions are held
 * @param likeness cosine of two questions' vectors from which on they count as the same
 */
public record GapSettings(boolean enabled, Duration lookBack, int questions, double likeness) {
    private static final int MOST_QUESTIONS = 100_000;

    public GapSettings {
        require(lookBack.isPositive(), "casebook.gaps.look-back", lookBack, "more than 0s, such as 90d");
        require(questions >= 1 && questions <= MOST_QUESTIONS, "casebook.gaps.questions", questions, "1 to 100000");
        require(likeness > 0 && likeness <= 1, "casebook.gaps.likeness", likeness, "more than 0, up to 1");
    }

    private static void require(boolean holds, String key, Object value, String use) {
        if (!holds) {
            throw new IllegalArgumentException("%s is '%s'; use %s".formatted(key, value, use));
        }
    }
}
