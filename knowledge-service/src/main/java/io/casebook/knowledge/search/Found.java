package io.casebook.knowledge.search;

import java.util.List;

/**
 * What a search found.
 *
 * @param position position of the knowledge log that was read; -1 for an empty log
 * @param passages the passages, best first
 * @param answerability how likely it is that the passages answer the question, 0 to 1
 */
public record Found(long position, List<FoundPassage> passages, double answerability) {
    public Found {
        passages = List.copyOf(passages);
    }
}
