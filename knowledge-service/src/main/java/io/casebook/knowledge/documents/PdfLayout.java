package io.casebook.knowledge.documents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The structure behind the lines of a PDF, which knows only where letters stand: larger letters than most are headings, a wide gap ends
 * a paragraph, and what stands at the edge of most pages is no part of the text.
 */
final class PdfLayout {
    /** Letters that are so much larger than most are a heading. */
    private static final float HEADING = 1.12f;
    /** A longer line is no heading, however large. */
    private static final int LONGEST_HEADING = 150;
    /** A gap of more than so many letters' heights between two lines ends a paragraph. */
    private static final float GAP = 1.7f;

    private static final int FEWEST_PAGES = 3;
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?:]$");
    private static final Pattern BULLET = Pattern.compile("^[•▪◦‣·–-]\\s+");

    private final List<PdfLine> lines;
    private final float body;
    private final List<Float> headings;
    private final HtmlWriter html = new HtmlWriter();
    private final StringBuilder paragraph = new StringBuilder();
    private boolean item;

    private PdfLayout(List<PdfLine> lines) {
        this.lines = withoutEdges(lines);
        this.body = usualSize(this.lines);
        var sizes = new TreeSet<Float>();
        this.lines.stream().filter(this::isHeading).forEach(line -> sizes.add(-rounded(line.size())));
        this.headings = new ArrayList<>(sizes);
    }

    static String html(List<PdfLine> lines) throws UnreadableDocumentException {
        var layout = new PdfLayout(lines);
        layout.write();
        return layout.html.html();
    }

    private void write() throws UnreadableDocumentException {
        PdfLine before = null;
        for (var line : lines) {
            if (before != null && endsBlock(before, line)) {
                close();
            }
            if (isHeading(line)) {
                html.heading(1 + headings.indexOf(-rounded(line.size())), line.text());
            } else {
                add(line.text());
            }
            before = line;
        }
        close();
    }

    private boolean endsBlock(PdfLine before, PdfLine line) {
        return isHeading(line)
                || BULLET.matcher(line.text()).find()
                || (before.page() == line.page() && line.top() - before.top() > GAP * line.size())
                || (before.page() == line.page() && line.top() < before.top())
                || (before.page() != line.page()
                        && SENTENCE_END.matcher(before.text()).find())
                || rounded(before.size()) != rounded(line.size());
    }

    private void add(String text) {
        if (BULLET.matcher(text).find()) {
            item = true;
        }
        var part = paragraph.isEmpty() ? BULLET.matcher(text).replaceFirst("") : text;
        if (paragraph.isEmpty()) {
            paragraph.append(part);
        } else if (paragraph.charAt(paragraph.length() - 1) == '-' && Character.isLowerCase(part.codePointAt(0))) {
            paragraph.setLength(paragraph.length() - 1);
            paragraph.append(part);
        } else {
            paragraph.append(' ').append(part);
        }
    }

    private void close() throws UnreadableDocumentException {
        if (!paragraph.isEmpty()) {
            if (item) {
                html.item(false, paragraph.toString());
            } else {
                html.paragraph(paragraph.toString());
            }
        }
        paragraph.setLength(0);
        item = false;
    }

    private boolean isHeading(PdfLine line) {
        return line.size() > body * HEADING && line.text().length() <= LONGEST_HEADING;
    }

    /** The size in which most characters are set. */
    private static float usualSize(List<PdfLine> lines) {
        var characters = new HashMap<Float, Integer>();
        lines.forEach(line -> characters.merge(rounded(line.size()), line.text().length(), Integer::sum));
        return characters.entrySet().stream()
                .max(Map.Entry.<Float, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(1f);
    }

    private static float rounded(float size) {
        return Math.round(size * 2) / 2f;
    }

    /** Leaves out headers, footers and page numbers: first and last lines that stand on most pages, numbers aside. */
    private static List<PdfLine> withoutEdges(List<PdfLine> lines) {
        var edges = new ArrayList<Integer>();
        for (var index = 0; index < lines.size(); index++) {
            if (index == 0
                    || index == lines.size() - 1
                    || lines.get(index - 1).page() != lines.get(index).page()
                    || lines.get(index + 1).page() != lines.get(index).page()) {
                edges.add(index);
            }
        }
        var pages = lines.isEmpty() ? 0 : lines.getLast().page();
        var repeated = repeated(lines, edges, pages);
        var kept = new ArrayList<PdfLine>();
        for (var index = 0; index < lines.size(); index++) {
            if (!edges.contains(index) || !repeated.contains(pattern(lines.get(index)))) {
                kept.add(lines.get(index));
            }
        }
        return kept;
    }

    private static Set<String> repeated(List<PdfLine> lines, List<Integer> edges, int pages) {
        var pagesOf = new HashMap<String, Set<Integer>>();
        for (var index : edges) {
            var line = lines.get(index);
            pagesOf.computeIfAbsent(pattern(line), pattern -> new HashSet<>()).add(line.page());
        }
        var repeated = new HashSet<String>();
        pagesOf.forEach((pattern, on) -> {
            if (on.size() >= FEWEST_PAGES && on.size() * 2 > pages) {
                repeated.add(pattern);
            }
        });
        return repeated;
    }

    private static String pattern(PdfLine line) {
        return DIGITS.matcher(line.text()).replaceAll("#");
    }
}
