package io.casebook.knowledge.passages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** The structure of an HTML text. Scripts, styles, forms, comments and hidden elements are no part of it. */
final class HtmlSections {
    /** Elements whose words are not for readers. */
    static final Set<String> SILENT = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "iframe",
            "object",
            "embed",
            "svg",
            "math",
            "head",
            "nav",
            "form",
            "button",
            "select",
            "textarea",
            "input",
            "dialog",
            "canvas",
            "audio",
            "video");

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
    private static final Pattern INVISIBLE =
            Pattern.compile("(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden)", Pattern.CASE_INSENSITIVE);

    private final SectionBuilder builder;
    private final Addresses addresses;
    private final StringBuilder line = new StringBuilder();

    private HtmlSections(SectionBuilder builder, Addresses addresses) {
        this.builder = builder;
        this.addresses = addresses;
    }

    static List<Section> of(String body) {
        var builder = new SectionBuilder();
        into(builder, body, new Addresses(body.length()));
        return builder.build();
    }

    /** Adds a piece of HTML to what was read before it. */
    static void into(SectionBuilder builder, String html, Addresses addresses) {
        var sections = new HtmlSections(builder, addresses);
        sections.children(HtmlTree.of(html).body());
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
        } else if (node instanceof Element element && !silent(element)) {
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
                builder.add(new Block.Verbatim(element.wholeText().stripTrailing()));
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
            if (!silent(item)) {
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
        for (var item : list.children()) {
            var text = Lines.hanging(words(item));
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
            var cells = row.children().stream()
                    .filter(cell -> !silent(cell))
                    .map(cell -> words(cell).replace('\n', ' '))
                    .toList();
            var text = "| " + String.join(" | ", cells) + " |";
            var isHeader = rows.isEmpty()
                    && header.isEmpty()
                    && row.children().stream()
                            .allMatch(cell -> cell.normalName().equals("th"));
            if (isHeader) {
                header = text;
            } else {
                rows.add(text);
            }
        }
        return new Block.Table(header, rows);
    }

    private static boolean silent(Element element) {
        return SILENT.contains(element.normalName())
                || element.hasAttr("hidden")
                || element.attr("aria-hidden").toLowerCase(Locale.ROOT).equals("true")
                || INVISIBLE.matcher(element.attr("style")).find();
    }
}
