package io.casebook.knowledge.in;

import java.util.List;

/**
 * What is missing, as callers see it.
 *
 * @param caughtUp false while the conversation log is still being read, so that more may come
 * @param questions questions of customers that were looked through
 * @param waiting questions that were read and not yet looked through
 * @param gaps the gaps, those with the most questions first
 */
public record GapsView(boolean caughtUp, int questions, int waiting, List<GapView> gaps) {
    public GapsView {
        gaps = List.copyOf(gaps);
    }
}
