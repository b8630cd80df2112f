package io.casebook.knowledge.passages;

import io.casebook.vocabulary.PassageRef;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import io.casebook.vocabulary.llm.Passage;
import org.jspecify.annotations.Nullable;

/** A passage that the log only names, read again from the version of the article in which it stands. */
public final class CitedPassage {
    private CitedPassage() {}

    /** The passage with its text; null where that version has fewer passages, as cut by this build. */
    public static @Nullable Passage of(PassageRef source, ArticlePublished version) {
        var passages = Chunker.passages(version);
        if (source.passage() < 0 || source.passage() >= Math.min(passages.size(), Chunker.MAX_PASSAGES)) {
            return null;
        }
        var text = passages.get(source.passage());
        return new Passage(source, text.title(), text.text(), version.publicUrl());
    }
}
