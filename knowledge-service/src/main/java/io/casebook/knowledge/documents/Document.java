package io.casebook.knowledge.documents;

import org.jspecify.annotations.Nullable;

/**
 * What a document says.
 *
 * @param html its text with headings, lists and tables, escaped; at most {@link #MAX_TEXT} characters
 * @param title the title that it gives itself; null where it has none
 * @param language the language that it names, a BCP 47 tag; null where it names none
 */
public record Document(
        String html, @Nullable String title, @Nullable String language) {
    /** Most characters of a document. */
    public static final int MAX_TEXT = 1 << 20;

    /** Most bytes that its parts may have once they are unpacked. */
    static final long MAX_UNPACKED = 256L << 20;
}
