package io.casebook.knowledge.articles;

import io.casebook.vocabulary.knowledge.ArticleRecord;
import java.util.concurrent.CompletionStage;

/** Where changes of articles are written: the knowledge log. */
@FunctionalInterface
public interface ArticleLog {

    /**
     * Writes a change behind all others.
     *
     * @return its position, once it is safely stored
     */
    CompletionStage<Long> append(ArticleRecord record);
}
