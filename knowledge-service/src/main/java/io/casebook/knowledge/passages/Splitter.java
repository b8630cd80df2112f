package io.casebook.knowledge.passages;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a block that is too long for one passage. */
final class Splitter {
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
            case Block.Table table ->
                text.length() <= Chunker.WHOLE ? List.of(text) : joined(table.rows(), "\n", table.header());
        };
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
            for (var part : bounded(whole)) {
                if (piece.length() > head.length() && piece.length() + part.length() >= Chunker.TARGET) {
                    pieces.add(piece.toString());
                    piece.setLength(0);
                    piece.append(head);
                }
                piece.append(piece.isEmpty() ? "" : separator).append(part);
            }
        }
        pieces.add(piece.toString());
        return pieces;
    }

    /** A single sentence, item or row that is longer than a whole passage may be is cut between words, or anywhere. */
    private static List<String> bounded(String part) {
        var pieces = new ArrayList<String>();
        var rest = part;
        while (rest.length() > Chunker.WHOLE) {
            var space = rest.lastIndexOf(' ', Chunker.TARGET);
            var cut = space > 0 ? space : beforeSurrogate(rest, Chunker.TARGET);
            pieces.add(rest.substring(0, cut));
            rest = rest.substring(cut).stripLeading();
        }
        pieces.add(rest);
        return pieces;
    }

    private static int beforeSurrogate(String text, int cut) {
        return Character.isLowSurrogate(text.charAt(cut)) ? cut - 1 : cut;
    }
}
