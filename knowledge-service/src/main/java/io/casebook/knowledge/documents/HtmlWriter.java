package io.casebook.knowledge.documents;

import java.util.List;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/** Writes headings, paragraphs, lists and tables as HTML, every word escaped. */
final class HtmlWriter {
    private static final int DEEPEST_HEADING = 6;

    private final StringBuilder html = new StringBuilder();
    private @Nullable String openList;

    void heading(int level, String text) throws UnreadableDocumentException {
        element("h" + Math.clamp(level, 1, DEEPEST_HEADING), text);
    }

    void paragraph(String text) throws UnreadableDocumentException {
        element("p", text);
    }

    void item(boolean numbered, String text) throws UnreadableDocumentException {
        var list = numbered ? "ol" : "ul";
        if (!list.equals(openList)) {
            closeList();
            html.append('<').append(list).append(">\n");
            openList = list;
        }
        write("li", text);
    }

    void table(List<List<String>> rows) throws UnreadableDocumentException {
        closeList();
        html.append("<table>\n");
        for (var index = 0; index < rows.size(); index++) {
            html.append("<tr>");
            for (var cell : rows.get(index)) {
                write(index == 0 ? "th" : "td", cell);
            }
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    String html() {
        closeList();
        return html.toString();
    }

    private void element(String name, String text) throws UnreadableDocumentException {
        closeList();
        write(name, text);
    }

    private void write(String name, String text) throws UnreadableDocumentException {
        if (text.isBlank() && !name.equals("td") && !name.equals("th")) {
            return;
        }
        html.append('<')
                .append(name)
                .append('>')
                .append(Entities.escape(text.strip()))
                .append("</");
        html.append(name).append(">\n");
        if (html.length() > Document.MAX_TEXT) {
            throw new UnreadableDocumentException(
                    "the document has more than 1 MiB of text; split it into several articles");
        }
    }

    private void closeList() {
        if (openList != null) {
            html.append("</").append(openList).append(">\n");
            openList = null;
        }
    }
}
