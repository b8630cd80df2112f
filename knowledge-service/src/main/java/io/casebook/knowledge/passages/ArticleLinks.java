package io.casebook.knowledge.passages;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/** Where the links of an article lead. */
public final class ArticleLinks {
    private ArticleLinks() {}

    /** The targets of a text's links as they are written, each once, in reading order. Plain text has none. */
    public static List<String> of(String format, String body) {
        var targets = new LinkedHashSet<String>();
        switch (format) {
            case "text" -> {
                // An address in plain text is a word like any other.
            }
            case "html" -> html(body, targets);
            default -> markdown(MarkdownSections.parse(body), targets);
        }
        return List.copyOf(targets);
    }

    /** Walks without recursion: emphasis may be nested as deep as the text is long. */
    private static void markdown(Node document, Set<String> targets) {
        Node node = document;
        while (node != null) {
            switch (node) {
                case Link link -> targets.add(link.getDestination());
                case HtmlBlock html -> html(html.getLiteral(), targets);
                case HtmlInline html -> html(html.getLiteral(), targets);
                default -> {
                    // Everything else leads nowhere.
                }
            }
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                continue;
            }
            while (node != null && node.getNext() == null) {
                node = node.getParent();
            }
            node = node == null ? null : node.getNext();
        }
    }

    private static void html(String html, Set<String> targets) {
        if (html.contains("href") || html.contains("HREF")) {
            targets.addAll(HtmlTree.of(html).select("a[href]").eachAttr("href"));
        }
    }
}
