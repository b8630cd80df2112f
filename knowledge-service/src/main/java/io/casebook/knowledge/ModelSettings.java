package io.casebook.knowledge;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which models do what work beside searching, and how much of it.
 *
 * @param draft models that write proposed articles; empty for those of the agent itself, {@code off} alone for none
 * @param drafts for how many gaps, the most wanted ones, articles are written
 * @param compare models that judge whether articles contradict each other; empty for none
 * @param pairs how many pairs of passages are judged at most until articles change again
 * @param compareAfter how long articles must have been unchanged
 * @param rerank models that have the last word on the order of what a search found; empty for none
 * @param rerankWithin how long a search waits for them
 * @param atOnce how many pieces of background work of each kind are under way at the same time
 * @param within how long a piece of background work may take
 */
public record ModelSettings(
        List<String> draft,
        int drafts,
        List<String> compare,
        int pairs,
        Duration compareAfter,
        List<String> rerank,
        Duration rerankWithin,
        int atOnce,
        Duration within) {
    private static final String PREFIX = "casebook.knowledge.models.";
    private static final List<String> OFF = List.of("off");
    private static final Pattern NAME = Pattern.compile("\\S{1,128}");
    private static final int MOST_MODELS = 10;
    private static final int MOST_DRAFTS = 200;
    private static final int MOST_PAIRS = 10_000;
    private static final int MOST_AT_ONCE = 20;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(30);

    public ModelSettings {
        draft = draft.equals(OFF) ? OFF : names("draft", draft);
        require(drafts >= 1 && drafts <= MOST_DRAFTS, "drafts", drafts, "1 to " + MOST_DRAFTS);
        compare = names("compare", compare);
        require(pairs >= 1 && pairs <= MOST_PAIRS, "pairs", pairs, "1 to " + MOST_PAIRS);
        require(
                !compareAfter.isNegative() && compareAfter.compareTo(LONGEST) <= 0,
                "compare-after",
                compareAfter,
                "0s to 1h");
        rerank = names("rerank", rerank);
        require(
                rerankWithin.isPositive() && rerankWithin.compareTo(LONGEST_SEARCH) <= 0,
                "rerank-within",
                rerankWithin,
                "more than 0s, up to 30s");
        require(atOnce >= 1 && atOnce <= MOST_AT_ONCE, "at-once", atOnce, "1 to " + MOST_AT_ONCE);
        require(within.isPositive() && within.compareTo(LONGEST) <= 0, "within", within, "more than 0s, up to 1h");
    }

    /** Whether models write proposed articles. */
    public boolean drafting() {
        return !draft.equals(OFF);
    }

    private static List<String> names(String key, List<String> names) {
        for (var name : names) {
            require(
                    NAME.matcher(name).matches(),
                    key,
                    name,
                    "names of the models file, or of its roles, separated by commas");
            require(!OFF.contains(name), key, name, "names of models; off stands alone, and for `draft` only");
            require(
                    !name.equals("builtin"),
                    key,
                    name,
                    "a model that writes; without one leave the key out, and what needs none goes on");
        }
        require(names.size() <= MOST_MODELS, key, names.size() + " names", "up to " + MOST_MODELS);
        require(names.stream().distinct().count() == names.size(), key, names, "each name once");
        return List.copyOf(names);
    }

    private static void require(boolean holds, String key, Object value, String use) {
        if (!holds) {
            throw new IllegalArgumentException("%s%s is '%s'; use %s".formatted(PREFIX, key, value, use));
        }
    }
}
