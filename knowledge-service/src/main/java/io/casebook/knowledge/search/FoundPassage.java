package io.casebook.knowledge.search;

import io.casebook.knowledge.articles.ArticleVersion;
import io.casebook.vocabulary.PassageRef;
import io.casebook.vocabulary.llm.Passage;

/**
 * A passage that was found.
 *
 * @param version the version of the article it stands in
 * @param ordinal its place within the version, from 0
 * @param title title of the article and the headings above the passage
 * @param text the passage
 * @param textHash fingerprint of the text
 * @param score how well it fits, 0 to 1
 */
public record FoundPassage(
        ArticleVersion version, int ordinal, String title, String text, String textHash, double score) {

    /** The passage as requests and prompts carry it. */
    public Passage passage() {
        var content = version.content();
        var source =
                new PassageRef(version.articleId(), version.position(), ordinal, textHash, score, content.visibility());
        return new Passage(source, title, text, content.publicUrl());
    }
}
