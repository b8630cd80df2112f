package io.casebook.knowledge.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param position position of the knowledge log that was read; -1 for an empty log
 * @param passages the passages, best first
 * @param answerability how likely it is that the passages answer the question, 0 to 1
 * @param modelId the model that compared meanings; null where words alone were compared, or nothing
 * @param orderedBy the model that had the last word on the order; null where the scores had
 */
public record Found(
        long position,
        List<FoundPassage> passages,
        double answerability,
        @Nullable String modelId,
        @Nullable String orderedBy) {
    public Found {
        passages = List.copyOf(passages);
    }

    /** Nothing was found, or nothing searched. */
    public static Found nothing(long position) {
        return new Found(position, List.of(), 0, null, null);
    }
}
