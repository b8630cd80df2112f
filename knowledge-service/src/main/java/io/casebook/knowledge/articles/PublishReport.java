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
 * @param position position of the last change that was written; -1 where nothing was
 */
public record PublishReport(
        int added, int changed, int unchanged, int retired, List<ArticleProblem> problems, long position) {
    public PublishReport {
        problems = List.copyOf(problems);
    }

    /** Whether every file of the folder is an article now. */
    public boolean clean() {
        return problems.isEmpty();
    }
}
