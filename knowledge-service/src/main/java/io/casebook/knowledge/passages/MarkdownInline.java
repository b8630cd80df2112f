package io.casebook.knowledge.passages;

import java.util.ArrayDeque;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** The words of a Markdown paragraph, heading or cell, without their markup. */
final class MarkdownInline {
    private static final Pattern BREAK = Pattern.compile("(?i)<br\\b");

    private final StringBuilder text = new StringBuilder();
    private final Addresses addresses;
    private final OpenElements open;

    private MarkdownInline(Addresses addresses, OpenElements open) {
        this.addresses = addresses;
        this.open = open;
    }

    /** Walks without recursion: emphasis may be nested as deep as the text is long. */
    static String text(Node parent, Addresses addresses, OpenElements open) {
        var inline = new MarkdownInline(addresses, open);
        var depth = open.depth();
        var starts = new ArrayDeque<Integer>();
        Node node = parent.getFirstChild();
        while (node != null) {
            starts.push(inline.text.length());
            inline.enter(node);
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                continue;
            }
            inline.leave(node, starts.pop());
            while (node != null && node.getNext() == null && !starts.isEmpty()) {
                node = node.getParent();
                inline.leave(node, starts.pop());
            }
            node = node == null ? null : node.getNext();
        }
        open.endAt(depth);
        return inline.text.toString().strip();
    }

    private void enter(Node node) {
        if (node instanceof HtmlInline html) {
            tag(html.getLiteral());
            return;
        }
        if (open.hide()) {
            return;
        }
        switch (node) {
            case Text words -> text.append(words.getLiteral());
            case Code code -> text.append(code.getLiteral());
            case SoftLineBreak _ -> text.append(' ');
            case HardLineBreak _ -> text.append('\n');
            default -> {
                // Emphasis, links and images: their words are children.
            }
        }
    }

    private void leave(@Nullable Node node, int start) {
        if (!open.hide() && node instanceof Link link) {
            text.append(addresses.suffix(text.substring(start), link.getDestination()));
        }
    }

    private void tag(String literal) {
        open.tag(literal);
        if (!open.hide() && BREAK.matcher(literal).lookingAt()) {
            text.append('\n');
        }
    }
}
