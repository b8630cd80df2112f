package io.casebook.knowledge.articles;

/**
 * An article as it is now.
 *
 * @param version its newest version
 * @param usageOn false when it was switched off
 */
public record ShelvedArticle(ArticleVersion version, boolean usageOn) {}
