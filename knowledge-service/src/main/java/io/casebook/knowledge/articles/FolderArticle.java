package io.casebook.knowledge.articles;

import io.casebook.vocabulary.knowledge.ArticlePublished;

/**
 * An article as a file of the folder says it.
 *
 * @param articleId id of the article
 * @param content what is to be published, with its content hash
 */
public record FolderArticle(String articleId, ArticlePublished content) {}
