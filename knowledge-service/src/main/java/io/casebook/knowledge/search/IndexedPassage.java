package io.casebook.knowledge.search;

import io.casebook.knowledge.articles.ArticleVersion;
import io.casebook.knowledge.passages.PassageText;

/**
 * A passage of one version of an article.
 *
 * @param number its number among all passages that ever were
 * @param version the version it belongs to
 * @param ordinal its place within the version, from 0
 * @param text its path and text
 * @param textHash fingerprint of its text
 * @param length how many terms it has
 */
record IndexedPassage(int number, ArticleVersion version, int ordinal, PassageText text, String textHash, int length) {}
