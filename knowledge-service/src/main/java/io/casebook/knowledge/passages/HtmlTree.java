package io.casebook.knowledge.passages;

import java.util.Iterator;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/**
 * HTML as a tree of bounded size. A parser that mends markup as browsers do repeats elements that were left open in every paragraph
 * that follows, so that a megabyte can become a tree of half a gigabyte.
 */
final class HtmlTree {
    /** Most elements that are read; a megabyte that people wrote has some tens of thousands. */
    static final int MAX_ELEMENTS = 300_000;

    /**
     * What came of reading.
     *
     * @param document the tree
     * @param whole false where there was more than {@link #MAX_ELEMENTS}, and the rest was left out
     */
    record Reading(Document document, boolean whole) {}

    private HtmlTree() {}

    /** The tree of a text; what goes beyond its bound is left out. */
    static Document of(String html) {
        return read(html).document();
    }

    static Reading read(String html) {
        try (var parser = new StreamParser(Parser.htmlParser())) {
            parser.parse(html, "");
            var whole = exhausted(parser.iterator());
            return new Reading(parser.document(), whole);
        }
    }

    private static boolean exhausted(Iterator<Element> elements) {
        for (var count = 0; count < MAX_ELEMENTS; count++) {
            if (!elements.hasNext()) {
                return true;
            }
            elements.next();
        }
        return !elements.hasNext();
    }
}
