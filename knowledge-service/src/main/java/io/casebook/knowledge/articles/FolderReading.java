package io.casebook.knowledge.articles;

import java.util.List;

/**
 * What a folder of articles holds.
 *
 * @param agentId the agent that the folder belongs to
 * @param articles the usable articles, by path
 * @param problems the files that were skipped and why
 * @param seen how much of the folder could be listed
 */
public record FolderReading(String agentId, List<FolderArticle> articles, List<ArticleProblem> problems, Seen seen) {

    /** How much of a folder could be listed. */
    public enum Seen {
        /** All of it: what is not there is gone. */
        WHOLE,
        /** A part, so that a missing file proves nothing. */
        PART,
        /** The folder is not there. It may never have been, or only be away for a moment: a checkout, a mount. */
        NOTHING
    }

    public FolderReading {
        articles = List.copyOf(articles);
        problems = List.copyOf(problems);
    }
}
