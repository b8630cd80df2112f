package io.casebook.knowledge.passages;

import io.casebook.vocabulary.knowledge.ArticlePublished;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts articles into passages by their structure: a passage never spans two headings, and a list or a table stays whole, together
 * with the line that introduces it, unless it is far too long.
 */
public final class Chunker {
    /** Most passages of an article. */
    public static final int MAX_PASSAGES = 2_000;

    /** The length that passages aim at, in characters. */
    static final int TARGET = 800;

    /** Up to this length a list or a table stays whole; no passage is longer. */
    static final int WHOLE = 2_400;

    /** An introduction shorter than this is not worth a passage of its own. */
    private static final int TINY = 80;

    private final Locale locale;
    private final List<String> title;
    private final List<PassageText> passages = new ArrayList<>();
    private final StringBuilder passage = new StringBuilder();
    private boolean leadsOn;

    private Chunker(ArticlePublished article) {
        this.title = List.of(article.title());
        this.locale = Locale.forLanguageTag(article.language());
    }

    /**
     * The passages of an article, in reading order. An article that goes beyond {@link #MAX_PASSAGES} gives one more than that,
     * and the rest of its text is left out.
     */
    public static List<PassageText> passages(ArticlePublished article) {
        var chunker = new Chunker(article);
        var description = article.description();
        if (description != null && !article.body().contains(description.strip())) {
            chunker.section(new Section(List.of(), List.of(new Block.Prose(description.strip()))));
        }
        for (var section : ArticleText.sections(article.format(), article.body())) {
            if (chunker.passages.size() > MAX_PASSAGES) {
                break;
            }
            chunker.section(section);
        }
        chunker.close(chunker.title);
        return List.copyOf(chunker.passages);
    }

    private void section(Section section) {
        var path = path(section);
        // A tiny introduction stays open and joins the first section; everything else ended with its own section.
        if (passage.length() >= TINY) {
            close(title);
        }
        for (var block : section.blocks()) {
            for (var piece : Splitter.pieces(block, locale)) {
                if (!passage.isEmpty() && !fits(piece)) {
                    close(path);
                }
                append(piece);
            }
            leadsOn = block.text().endsWith(":");
        }
        if (!path.equals(title) || passage.length() >= TINY) {
            close(path);
        }
    }

    private boolean fits(String piece) {
        var length = passage.length() + 1 + piece.length();
        return length <= TARGET || (leadsOn && length <= WHOLE);
    }

    private void append(String piece) {
        if (!passage.isEmpty()) {
            passage.append('\n');
        }
        passage.append(piece);
    }

    private void close(List<String> path) {
        if (!passage.isEmpty() && passages.size() <= MAX_PASSAGES) {
            passages.add(new PassageText(path, passage.toString()));
        }
        passage.setLength(0);
        leadsOn = false;
    }

    /** The headings from the article's title on; a first heading that only repeats the title is left out. */
    private List<String> path(Section section) {
        var headings = section.path();
        if (!headings.isEmpty() && headings.getFirst().equalsIgnoreCase(title.getFirst())) {
            headings = headings.subList(1, headings.size());
        }
        var path = new ArrayList<>(title);
        path.addAll(headings);
        return List.copyOf(path);
    }
}
