package io.casebook.knowledge.passages;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * The elements that pieces of HTML in a Markdown text have begun and not ended yet, as far as they matter: what is hidden stays hidden until it is
 * closed, in whichever paragraph, and cells belong to the table around them.
 */
final class OpenElements {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9-]*)");
    private static final List<String> TABLE = List.of("table", "thead", "tbody", "tfoot", "tr", "td", "th");
    /** Nobody nests deeper over several paragraphs; what is hidden so deep stays hidden to the end. */
    private static final int DEEPEST = 64;

    private static final String END = "casebook:end";

    /** @param hides whether it is hidden itself */
    private record Open(String name, boolean hides) {}

    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Integer> names = new HashMap<>();
    private int hiding;
    private boolean forever;

    /** Whether what comes next is hidden. */
    boolean hide() {
        return forever || hiding > 0;
    }

    /** How many are open; see {@link #endAt}. */
    int depth() {
        return open.size();
    }

    /** The paragraph or item ended that began when so many were open: what was begun in it ends with it. */
    void endAt(int depth) {
        while (open.size() > depth) {
            pop();
        }
    }

    /** A tag in running text. */
    void tag(String literal) {
        var tag = TAG.matcher(literal);
        if (!tag.lookingAt()) {
            return;
        }
        var name = tag.group(2).toLowerCase(Locale.ROOT);
        if (!tag.group(1).isEmpty()) {
            close(name);
        } else if (!Hidden.isVoid(name) && !endsItself(name, literal)) {
            var hides = Hidden.isSilent(name, literal);
            if (hides || hiding > 0) {
                push(new Open(name, hides));
            }
        }
    }

    /** A block of HTML, read within what is open; what it leaves open is so afterwards. */
    Document block(String literal) {
        var within = new StringBuilder("<body>");
        open.forEach(each -> within.append('<').append(each.name()).append(each.hides() ? " hidden>" : ">"));
        var html = within + literal;
        var document = HtmlTree.of(html + "<!--" + END + "-->");
        var end = end(document);
        if (end == null) {
            // A tag that is not finished takes in what follows.
            end = end(HtmlTree.of(html + "><!--" + END + "-->"));
        }
        carry(end == null ? deepest(document) : end.parent());
        return document;
    }

    private static boolean endsItself(String name, String literal) {
        return literal.endsWith("/>") && (name.equals("svg") || name.equals("math"));
    }

    private static @Nullable Comment end(Document document) {
        return document.nodeStream(Comment.class)
                .filter(comment -> comment.getData().equals(END))
                .reduce((_, last) -> last)
                .orElse(null);
    }

    /** The element that takes everything that follows as its text, such as a script. */
    private static Node deepest(Document document) {
        Element element = document.body();
        while (element.lastElementChild() != null) {
            element = element.lastElementChild();
        }
        return element;
    }

    private void carry(@Nullable Node innermost) {
        var path = new ArrayList<Open>();
        for (var node = innermost; node instanceof Element element && node.parent() != null; node = node.parent()) {
            path.add(new Open(element.normalName(), Hidden.isSilent(element)));
        }
        Collections.reverse(path);
        while (!path.isEmpty() && !matters(path.getFirst())) {
            path.removeFirst();
        }
        endAt(0);
        if (path.size() <= DEEPEST) {
            path.forEach(this::push);
        } else if (path.stream().anyMatch(Open::hides)) {
            forever = true;
        }
    }

    private static boolean matters(Open each) {
        return each.hides() || TABLE.contains(each.name());
    }

    private void close(String name) {
        if (names.getOrDefault(name, 0) > 0) {
            while (!open.isEmpty() && !pop().name().equals(name)) {
                // What was begun in it ends with it.
            }
        }
    }

    private void push(Open each) {
        open.addLast(each);
        names.merge(each.name(), 1, Integer::sum);
        hiding += each.hides() ? 1 : 0;
    }

    private Open pop() {
        var last = open.removeLast();
        names.merge(last.name(), -1, Integer::sum);
        hiding -= last.hides() ? 1 : 0;
        return last;
    }
}
