package io.casebook.knowledge.articles;

import java.util.List;

/**
 * What a folder of articles holds.
 *
 * @param agentId the agent that the folder belongs to
 * @param articles the usable articles, by path
 * @param problems the files that were skipped and why
 * @param complete false where a part of the folder could not be listed, so that a missing file proves nothing
 */
public record FolderReading(
        String agentId, List<FolderArticle> articles, List<ArticleProblem> problems, boolean complete) {
    public FolderReading {
        articles = List.copyOf(articles);
        problems = List.copyOf(problems);
    }
}
