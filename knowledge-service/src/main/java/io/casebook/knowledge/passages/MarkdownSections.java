package io.casebook.knowledge.passages;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;

/** The structure of a Markdown text. */
final class MarkdownSections {
    /** Nested quotes and lists beyond this are read as text, so that no article can exhaust the stack. */
    private static final int MAX_NESTING = 32;

    private static final Parser PLAIN =
            Parser.builder().maxOpenBlockParsers(MAX_NESTING).build();
    private static final Parser WITH_TABLES = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .maxOpenBlockParsers(MAX_NESTING)
            .build();

    private final SectionBuilder builder = new SectionBuilder();
    private final Addresses addresses;
    private final OpenElements open;

    private MarkdownSections(Addresses addresses, OpenElements open) {
        this.addresses = addresses;
        this.open = open;
    }

    static List<Section> of(String body) {
        var sections = new MarkdownSections(new Addresses(body.length()), new OpenElements());
        sections.blocks(parse(body));
        return sections.builder.build();
    }

    /** The tree of a text; tables that would grow far beyond it are read as paragraphs. */
    static Node parse(String body) {
        var text = MarkdownLines.broken(body);
        return (MarkdownLines.fewCells(text) ? WITH_TABLES : PLAIN).parse(text);
    }

    private void blocks(Node parent) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            block(node);
        }
    }

    private void block(Node node) {
        switch (node) {
            case Heading heading -> heading(heading);
            case Paragraph paragraph -> builder.prose(text(paragraph));
            case BulletList list -> builder.add(new Block.Listing(items(list)));
            case OrderedList list -> builder.add(new Block.Listing(items(list)));
            case TableBlock table -> shown(table(table));
            case FencedCodeBlock code ->
                shown(new Block.Verbatim(code.getLiteral().stripTrailing()));
            case IndentedCodeBlock code ->
                shown(new Block.Verbatim(code.getLiteral().stripTrailing()));
            case HtmlBlock html -> HtmlSections.into(builder, open.block(html.getLiteral()), addresses);
            case BlockQuote quote -> {
                var depth = open.depth();
                blocks(quote);
                open.endAt(depth);
            }
            default -> {
                // Thematic breaks and link definitions have nothing to say.
            }
        }
    }

    private void heading(Heading heading) {
        var hidden = open.hide();
        var text = text(heading);
        if (!hidden) {
            builder.heading(heading.getLevel(), text);
        }
    }

    /** Adds what has no tags in it that could end what is hidden. */
    private void shown(Block block) {
        if (!open.hide()) {
            builder.add(block);
        }
    }

    private List<String> items(Node list) {
        var items = new ArrayList<String>();
        var ordered = list instanceof OrderedList;
        var number = list instanceof OrderedList numbered && numbered.getMarkerStartNumber() != null
                ? numbered.getMarkerStartNumber()
                : 1;
        for (var item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (item instanceof ListItem) {
                var depth = open.depth();
                var text = itemText(item);
                open.endAt(depth);
                var mark = ordered ? number++ + ". " : "- ";
                if (!text.isBlank()) {
                    items.add(mark + text);
                }
            }
        }
        return items;
    }

    private String itemText(Node item) {
        var lines = new ArrayList<String>();
        for (var child = item.getFirstChild(); child != null; child = child.getNext()) {
            switch (child) {
                case BulletList list -> lines.addAll(items(list));
                case OrderedList list -> lines.addAll(items(list));
                case Paragraph paragraph -> lines.add(text(paragraph));
                default -> {
                    var inner = new MarkdownSections(addresses, open);
                    inner.block(child);
                    inner.builder
                            .build()
                            .forEach(section -> section.blocks().forEach(block -> lines.add(block.text())));
                }
            }
        }
        return Lines.hanging(String.join("\n", lines).strip());
    }

    private Block table(TableBlock table) {
        var header = "";
        var rows = new ArrayList<String>();
        for (var part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (var row = part.getFirstChild(); row != null; row = row.getNext()) {
                if (row instanceof TableRow) {
                    if (part instanceof TableHead) {
                        header = row(row);
                    } else {
                        rows.add(row(row));
                    }
                }
            }
        }
        return new Block.Table(header, rows);
    }

    private String row(Node row) {
        var cells = new ArrayList<String>();
        for (var cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            if (cell instanceof TableCell) {
                // Nothing that a cell begins or ends reaches beyond it.
                cells.add(MarkdownInline.text(cell, addresses, new OpenElements()));
            }
        }
        return "| " + String.join(" | ", cells) + " |";
    }

    private String text(Node parent) {
        return MarkdownInline.text(parent, addresses, open);
    }
}
