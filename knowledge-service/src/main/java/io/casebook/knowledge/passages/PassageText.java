package io.casebook.knowledge.passages;

import java.util.List;

/**
 * A passage of an article: what is found, shown and quoted.
 *
 * @param path title of the article and the headings above the passage, the outermost first
 * @param text the passage as plain text
 */
public record PassageText(List<String> path, String text) {
    private static final String SEPARATOR = " › ";

    public PassageText {
        path = List.copyOf(path);
    }

    /** The path in one line. */
    public String title() {
        return String.join(SEPARATOR, path);
    }

    /** What is searched for words: path and text, without web addresses. */
    public String searchable() {
        return title() + "\n" + Links.removed(text);
    }
}
