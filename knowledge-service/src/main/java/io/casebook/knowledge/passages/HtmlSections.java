package io.casebook.knowledge.passages;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** The structure of an HTML text. Scripts, styles, forms, comments and hidden elements are no part of it. */
final class HtmlSections {
    private static final Set<String> BREAKING = Set.of(
            "p",
            "div",
            "section",
            "article",
            "main",
            "header",
            "footer",
            "aside",
            "blockquote",
            "figure",
            "figcaption",
            "address",
            "details",
            "summary",
            "hr",
            "body",
            "html",
            "fieldset",
            "center");
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0]+");

    private final SectionBuilder builder;
    private final Addresses addresses;
    private final StringBuilder line = new StringBuilder();

    private HtmlSections(SectionBuilder builder, Addresses addresses) {
        this.builder = builder;
        this.addresses = addresses;
    }

    static List<Section> of(String body) {
        var builder = new SectionBuilder();
        into(builder, HtmlTree.of(body), new Addresses(body.length()));
        return builder.build();
    }

    /** Adds a piece of HTML to what was read before it. */
    static void into(SectionBuilder builder, Document html, Addresses addresses) {
        var sections = new HtmlSections(builder, addresses);
        sections.node(html.body());
        sections.flush();
    }

    private void children(Element parent) {
        for (var child : parent.childNodes()) {
            node(child);
        }
    }

    private void node(Node node) {
        if (node instanceof TextNode text) {
            line.append(SPACE.matcher(text.getWholeText()).replaceAll(" "));
        } else if (node instanceof Element element && !Hidden.isSilent(element)) {
            element(element);
        }
    }

    private void element(Element element) {
        var name = element.normalName();
        switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                flush();
                builder.heading(name.charAt(1) - '0', words(element));
            }
            case "ul", "ol" -> {
                flush();
                builder.add(new Block.Listing(items(element)));
            }
            case "dl" -> {
                flush();
                builder.add(new Block.Listing(definitions(element)));
            }
            case "table" -> {
                flush();
                builder.add(table(element));
            }
            case "pre" -> {
                flush();
                builder.add(new Block.Verbatim(verbatim(element).stripTrailing()));
            }
            case "br" -> line.append('\n');
            case "a" -> {
                var start = line.length();
                children(element);
                line.append(addresses.suffix(line.substring(start), element.attr("href")));
            }
            default -> {
                if (BREAKING.contains(name)) {
                    flush();
                    children(element);
                    flush();
                } else {
                    children(element);
                }
            }
        }
    }

    private void flush() {
        builder.prose(tidy(line));
        line.setLength(0);
    }

    private static String tidy(CharSequence text) {
        return text.toString()
                .lines()
                .map(part -> part.strip().replaceAll(" {2,}", " "))
                .filter(part -> !part.isEmpty())
                .reduce((left, right) -> left + "\n" + right)
                .orElse("");
    }

    /** All the words of an element, with the line breaks of its blocks. */
    private String words(Element element) {
        var inner = new SectionBuilder();
        var sections = new HtmlSections(inner, addresses);
        sections.children(element);
        sections.flush();
        var blocks = new ArrayList<String>();
        inner.build().forEach(section -> {
            blocks.addAll(section.path());
            section.blocks().forEach(block -> blocks.add(block.text()));
        });
        return String.join("\n", blocks);
    }

    private List<String> items(Element list) {
        var items = new ArrayList<String>();
        var ordered = list.normalName().equals("ol");
        for (var item : list.children()) {
            if (!Hidden.isSilent(item)) {
                var text = Lines.hanging(words(item));
                if (!text.isBlank()) {
                    items.add((ordered ? items.size() + 1 + ". " : "- ") + text);
                }
            }
        }
        return items;
    }

    private List<String> definitions(Element list) {
        var items = new ArrayList<String>();
        for (var item : list.select("> dt, > dd, > div > dt, > div > dd")) {
            var text = isShown(item) ? Lines.hanging(words(item)) : "";
            if (text.isBlank()) {
                continue;
            }
            if (item.normalName().equals("dt") || items.isEmpty()) {
                items.add("- " + text);
            } else {
                items.add(items.removeLast() + ": " + text);
            }
        }
        return items;
    }

    private Block table(Element table) {
        var header = "";
        var rows = new ArrayList<String>();
        // Its own rows: those of a table in a cell belong to the cell, and would else double with every table around
        // them.
        for (var row : table.select("> tr, > thead > tr, > tbody > tr, > tfoot > tr")) {
            var cells = isShown(row)
                    ? row.children().stream()
                            .filter(cell -> !Hidden.isSilent(cell))
                            .toList()
                    : List.<Element>of();
            var words =
                    cells.stream().map(cell -> words(cell).replace('\n', ' ')).toList();
            if (words.stream().allMatch(String::isBlank)) {
                continue;
            }
            var text = "| " + String.join(" | ", words) + " |";
            var isHeader = rows.isEmpty()
                    && header.isEmpty()
                    && cells.stream().allMatch(cell -> cell.normalName().equals("th"));
            if (isHeader) {
                header = text;
            } else {
                rows.add(text);
            }
        }
        return new Block.Table(header, rows);
    }

    /** Whether neither a row or an item nor the part of the table or list around it is hidden. */
    private static boolean isShown(Element element) {
        var around = element.parent();
        return !Hidden.isSilent(element) && (around == null || !Hidden.isSilent(around));
    }

    /** The text of an element as it is, without what is hidden in it. */
    private static String verbatim(Element element) {
        var text = new StringBuilder();
        element.filter((node, depth) -> {
            if (node instanceof TextNode words) {
                text.append(words.getWholeText());
            } else if (node instanceof Element inner) {
                if (depth > 0 && Hidden.isSilent(inner)) {
                    return NodeFilter.FilterResult.SKIP_ENTIRELY;
                }
                if (inner.nameIs("br")) {
                    text.append('\n');
                }
            }
            return NodeFilter.FilterResult.CONTINUE;
        });
        return text.toString();
    }
}
