package io.casebook.knowledge.passages;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a block that is too long for one passage. */
final class Splitter {
    /** A head that is not longer is repeated; so all pieces together are at most three times as long as the table. */
    private static final int LONGEST_HEAD = Chunker.TARGET / 2;

    private Splitter() {}

    static List<String> pieces(Block block, Locale locale) {
        var text = block.text();
        return switch (block) {
            case Block.Prose _ ->
                text.length() <= Chunker.TARGET ? List.of(text) : joined(sentences(text, locale), " ", "");
            case Block.Verbatim _ ->
                text.length() <= Chunker.WHOLE
                        ? List.of(text)
                        : joined(text.lines().toList(), "\n", "");
            case Block.Listing list -> text.length() <= Chunker.WHOLE ? List.of(text) : joined(list.items(), "\n", "");
            case Block.Table table -> text.length() <= Chunker.WHOLE ? List.of(text) : rows(table);
        };
    }

    /** A table that is cut repeats its head in each piece, unless the head is so long that it would become most of the article. */
    private static List<String> rows(Block.Table table) {
        var head = table.header();
        if (head.length() <= LONGEST_HEAD) {
            return joined(table.rows(), "\n", head);
        }
        var rows = new ArrayList<String>(table.rows().size() + 1);
        rows.add(head);
        rows.addAll(table.rows());
        return joined(rows, "\n", "");
    }

    private static List<String> sentences(String text, Locale locale) {
        var sentences = new ArrayList<String>();
        var ends = BreakIterator.getSentenceInstance(locale);
        ends.setText(text);
        var start = ends.first();
        for (var end = ends.next(); end != BreakIterator.DONE; start = end, end = ends.next()) {
            sentences.add(text.substring(start, end).strip());
        }
        return sentences;
    }

    /** Puts parts together up to the target length; each piece begins with the head. */
    private static List<String> joined(List<String> parts, String separator, String head) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder(head);
        for (var whole : parts) {
            for (var part : bounded(whole, Chunker.WHOLE - head.length() - separator.length())) {
                if (piece.length() > head.length() && piece.length() + part.length() >= Chunker.TARGET) {
                    pieces.add(piece.toString());
                    piece.setLength(0);
                    piece.append(head);
                }
                piece.append(piece.isEmpty() ? "" : separator).append(part);
            }
            if (pieces.size() > Chunker.MAX_PASSAGES) {
                // The article is refused, or read no further.
                return pieces;
            }
        }
        pieces.add(piece.toString());
        return pieces;
    }

    /** A single sentence, item or row that is longer than a whole passage may be is cut between words, or anywhere. */
    private static List<String> bounded(String part, int longest) {
        if (part.length() <= longest) {
            return List.of(part);
        }
        var pieces = new ArrayList<String>();
        var from = 0;
        while (part.length() - from > longest) {
            var cut = cut(part, from, from + Chunker.TARGET);
            pieces.add(part.substring(from, cut));
            from = cut;
            while (from < part.length() && Character.isWhitespace(part.charAt(from))) {
                from++;
            }
        }
        pieces.add(part.substring(from));
        return pieces;
    }

    private static int cut(String text, int from, int to) {
        for (var at = to; at > from; at--) {
            if (text.charAt(at) == ' ') {
                return at;
            }
        }
        return Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
    }
}
