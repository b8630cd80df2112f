package io.casebook.knowledge.documents;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Collects the lines of a PDF in reading order, with the size of their letters. */
final class PdfLines extends PDFTextStripper {
    private final List<PdfLine> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private float size;
    private float top;
    private int characters;

    private PdfLines() {
        setSortByPosition(false);
    }

    /** @throws TooMuchText if the text is longer than {@link Document#MAX_TEXT} */
    static List<PdfLine> of(PDDocument pdf) throws IOException {
        var collected = new PdfLines();
        collected.writeText(pdf, Writer.nullWriter());
        return collected.lines;
    }

    /** Stops the reading of a text without end. */
    static final class TooMuchText extends IOException {}

    @Override
    protected void writeString(String text, List<TextPosition> positions) throws IOException {
        if (!positions.isEmpty() && line.isEmpty()) {
            size = positions.getFirst().getFontSizeInPt();
            top = positions.getFirst().getYDirAdj();
        }
        characters += text.length();
        if (characters > Document.MAX_TEXT) {
            throw new TooMuchText();
        }
        line.append(text);
    }

    @Override
    protected void writeWordSeparator() {
        line.append(' ');
    }

    @Override
    protected void writeLineSeparator() {
        var text = line.toString().strip();
        if (!text.isEmpty()) {
            lines.add(new PdfLine(getCurrentPageNo(), text, size, top));
        }
        line.setLength(0);
    }

    @Override
    protected void writePageEnd() {
        writeLineSeparator();
    }
}
