package io.casebook.knowledge.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.poi.xwpf.usermodel.XWPFAbstractFootnoteEndnote;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.jspecify.annotations.Nullable;

/** Reads Word documents (.docx): headings, paragraphs, lists and tables. Hidden and deleted text is left out. */
public final class WordDocument {
    private static final Pattern HEADING = Pattern.compile("heading ([1-9])");
    /** What the parser writes where a note is referred to. */
    private static final Pattern REFERENCE = Pattern.compile("\\[(?:foot|end)noteRef:-?\\d+]");

    private final XWPFDocument word;
    private final HtmlWriter html = new HtmlWriter();

    private WordDocument(XWPFDocument word) {
        this.word = word;
    }

    /**
     * Reads a document.
     *
     * @throws UnreadableDocumentException if it has no text, too much of it, or cannot be read
     */
    public static Document read(byte[] bytes) throws UnreadableDocumentException {
        try (var word = new XWPFDocument(new ByteArrayInputStream(PackedParts.xml(bytes)))) {
            var html = new WordDocument(word).html();
            if (html.isEmpty()) {
                throw new UnreadableDocumentException("has no text; write the article");
            }
            return new Document(html, title(word), null);
        } catch (IOException | RuntimeException e) {
            // The parser meets damaged files with exceptions of many kinds.
            throw new UnreadableDocumentException(
                    "is damaged, protected or no Word document (%s); save it anew as .docx"
                            .formatted(e.getClass().getSimpleName()));
        }
    }

    private static @Nullable String title(XWPFDocument word) {
        var title = word.getProperties().getCoreProperties().getTitle();
        return title == null || title.isBlank() ? null : title.strip();
    }

    private String html() throws UnreadableDocumentException {
        for (var element : word.getBodyElements()) {
            switch (element) {
                case XWPFParagraph paragraph -> paragraph(paragraph);
                case XWPFTable table -> table(table);
                default ->
                    // Wherever its text stands in the archive, none of it is left out in silence.
                    throw new UnreadableDocumentException("has content controls that cannot be read; take them away");
            }
        }
        return html.html();
    }

    private void paragraph(XWPFParagraph paragraph) throws UnreadableDocumentException {
        var text = text(paragraph);
        var level = level(paragraph);
        if (level > 0) {
            html.heading(level, text);
        } else if (paragraph.getNumID() != null) {
            html.item(!"bullet".equals(paragraph.getNumFmt()), text);
        } else {
            html.paragraph(text);
        }
    }

    private void table(XWPFTable table) throws UnreadableDocumentException {
        html.table(rows(table));
    }

    private List<List<String>> rows(XWPFTable table) {
        return table.getRows().stream()
                .map(row -> row.getTableCells().stream().map(this::cell).toList())
                .filter(row -> !row.stream().allMatch(String::isBlank))
                .toList();
    }

    /** The text of a cell in one line; a table in it is told row by row. */
    private String cell(XWPFTableCell cell) {
        return cell.getBodyElements().stream()
                .map(element -> switch (element) {
                    case XWPFParagraph paragraph -> text(paragraph);
                    case XWPFTable table ->
                        rows(table).stream().map(row -> String.join(", ", row)).collect(Collectors.joining("; "));
                    default -> "";
                })
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
    }

    /** How deep a heading is, from 1; 0 for what is no heading. Word names its styles in English inside, whatever it shows. */
    private int level(XWPFParagraph paragraph) {
        var id = paragraph.getStyleID();
        var style =
                id == null || word.getStyles() == null ? null : word.getStyles().getStyle(id);
        var name =
                style == null || style.getName() == null ? "" : style.getName().toLowerCase(Locale.ROOT);
        if (name.equals("title")) {
            return 1;
        }
        var heading = HEADING.matcher(name);
        return heading.matches() ? Integer.parseInt(heading.group(1)) : 0;
    }

    private String text(XWPFParagraph paragraph) {
        return paragraph.getRuns().stream()
                .filter(run -> !run.isVanish())
                .map(run -> words(run.text()) + notes(run))
                .collect(Collectors.joining());
    }

    /** Footnotes and endnotes stand in brackets where the text refers to them. */
    private String notes(XWPFRun run) {
        var notes = new StringBuilder();
        for (var reference : run.getCTR().getFootnoteReferenceList()) {
            notes.append(note(word.getFootnoteByID(reference.getId().intValue())));
        }
        for (var reference : run.getCTR().getEndnoteReferenceList()) {
            notes.append(note(word.getEndnoteByID(reference.getId().intValue())));
        }
        return notes.toString();
    }

    private static String note(@Nullable XWPFAbstractFootnoteEndnote note) {
        var text = note == null
                ? ""
                : note.getParagraphs().stream()
                        .flatMap(paragraph -> paragraph.getRuns().stream())
                        .filter(run -> !run.isVanish())
                        .map(run -> words(run.text()))
                        .collect(Collectors.joining())
                        .strip();
        return text.isEmpty() ? "" : " (" + text + ")";
    }

    private static String words(String text) {
        return REFERENCE.matcher(text).replaceAll("").replace('\n', ' ').replace('\t', ' ');
    }
}
