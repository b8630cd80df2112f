package io.casebook.knowledge.articles;

import java.util.List;

/**
 * What came of publishing a folder.
 *
 * @param added articles that are new
 * @param changed articles whose content changed
 * @param unchanged articles that were left alone
 * @param retired articles that were taken away because their file is gone
 * @param problems the files that were skipped and why
 * @param doubts what is worth a look though it was published: articles that say nearly the same
 * @param position position of the last change that was written; -1 where nothing was
 */
public record PublishReport(
        int added,
        int changed,
        int unchanged,
        int retired,
        List<ArticleProblem> problems,
        List<ArticleProblem> doubts,
        long position) {
    public PublishReport {
        problems = List.copyOf(problems);
        doubts = List.copyOf(doubts);
    }

    /** Whether every file of the folder is an article now. */
    public boolean clean() {
        return problems.isEmpty();
    }
}
