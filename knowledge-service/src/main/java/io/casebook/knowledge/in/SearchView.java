package io.casebook.knowledge.in;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.casebook.knowledge.search.Found;
import io.casebook.knowledge.search.FoundPassage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a search found, as callers see it.
 *
 * @param position position of the knowledge log that was read; -1 for an empty log
 * @param validAt moment at which the articles had to hold
 * @param answerability how likely it is that the passages answer the question, 0 to 1
 * @param model the model that compared meanings; null where words alone were compared, or nothing
 * @param orderedBy the model that had the last word on the order; missing where the scores had
 * @param passages the passages, best first
 */
public record SearchView(
        long position,
        Instant validAt,
        double answerability,
        @Nullable String model,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String orderedBy,
        List<PassageView> passages) {
    public SearchView {
        passages = List.copyOf(passages);
    }

    /**
     * A passage.
     *
     * @param articleId the article it stands in
     * @param articlePosition position of the article's version
     * @param passage its place within the version, from 0
     * @param title title of the article and headings above the passage
     * @param text the passage
     * @param textHash fingerprint of the text
     * @param score how well it fits, 0 to 1
     * @param visibility who may see it
     * @param language language of the article
     * @param url public address of the article
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PassageView(
            String articleId,
            long articlePosition,
            int passage,
            String title,
            String text,
            String textHash,
            double score,
            String visibility,
            String language,
            @Nullable String url) {

        static PassageView of(FoundPassage found) {
            var version = found.version();
            var content = version.content();
            return new PassageView(
                    version.articleId(),
                    version.position(),
                    found.ordinal(),
                    found.title(),
                    found.text(),
                    found.textHash(),
                    found.score(),
                    content.visibility().name().toLowerCase(Locale.ROOT),
                    content.language(),
                    content.publicUrl());
        }
    }

    static SearchView of(Found found, Instant validAt) {
        return new SearchView(
                found.position(),
                validAt,
                found.answerability(),
                found.modelId(),
                found.orderedBy(),
                found.passages().stream().map(PassageView::of).toList());
    }
}
