package io.casebook.knowledge.passages;

/** The lines of a Markdown text, kept from growing out of proportion in the parser. */
final class MarkdownLines {
    /** A parser looks at all lines of a paragraph whenever another one comes. Nobody writes paragraphs of so many. */
    private static final int LONGEST_PARAGRAPH = 5_000;

    private static final int FEW_CELLS = 10_000;

    private MarkdownLines() {}

    /** A text in which an empty line ends what goes on for far more lines than people write. */
    static String broken(String body) {
        var text = new StringBuilder(body.length() + body.length() / LONGEST_PARAGRAPH);
        var lines = 0;
        for (var line : (Iterable<String>) body.lines()::iterator) {
            lines = line.isBlank() ? 0 : lines + 1;
            if (lines > LONGEST_PARAGRAPH) {
                text.append('\n');
                lines = 1;
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }

    /**
     * Whether no more cells of tables can come of a text than it has characters, or few anyway: each that people write takes some. A parser
     * fills rows that are too short up to the columns of the head, so that a megabyte of a wide head and short rows becomes billions of cells.
     */
    static boolean fewCells(String body) {
        var cells = 0L;
        var columns = 0;
        var rows = 0;
        for (var line : (Iterable<String>) body.lines()::iterator) {
            if (line.isBlank()) {
                // A table ends here at the latest.
                cells += (long) columns * rows;
                columns = 0;
                rows = 0;
            } else {
                rows++;
                columns = Math.max(columns, columns(line));
            }
        }
        return cells + (long) columns * rows <= Math.max(FEW_CELLS, body.length());
    }

    /** How many columns a table has if this line stands between its head and its rows; 0 where it cannot. */
    private static int columns(String line) {
        var pipes = 0;
        var dashes = 0;
        for (var at = 0; at < line.length(); at++) {
            switch (line.charAt(at)) {
                case '|' -> pipes++;
                case '-' -> dashes++;
                case ':', '>', ' ', '\t' -> {
                    // Alignment, and the quote that the table stands in.
                }
                default -> {
                    return 0;
                }
            }
        }
        return pipes > 0 && dashes > 0 ? pipes + 1 : 0;
    }
}
