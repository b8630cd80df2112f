package io.casebook.gateway.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Cuts a passage into what can be quoted on its own: sentences, list items, rows. Markup that is left in it is taken away. */
final class PassageUnits {
    private static final Pattern ITEM = Pattern.compile("^\\s*(?:[-*+•]|\\d{1,2}[.)])\\s+(.*)$");
    private static final Pattern HEADING = Pattern.compile("^\\s*#{1,6}\\s.*|^\\s*\\|?[\\s:|-]*-{3,}[\\s:|-]*$");
    private static final Pattern RULE = Pattern.compile("^\\s*\\|[\\s:|-]*-{3,}[\\s:|-]*$");
    private static final Pattern EDGES = Pattern.compile("^\\|\\s*|\\s*\\|$");
    private static final Pattern CELLS = Pattern.compile("\\s*\\|\\s*");
    private static final Pattern IMAGE = Pattern.compile("!\\[([^]]*)]\\([^)]*\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\((?:[^()]|\\([^()]*\\))*\\)");
    private static final Pattern EMPHASIS =
            Pattern.compile("(\\*\\*|__|~~|`)(.+?)\\1|(?<![\\w*])\\*(?!\\s)([^*\\n]+?)(?<!\\s)\\*(?![\\w*])");
    private static final Pattern HTML = Pattern.compile("</?[a-zA-Z][^<>]{0,200}>");

    private PassageUnits() {}

    /**
     * A part that can be quoted.
     *
     * @param text its words
     * @param kind what it was
     */
    record Unit(String text, Kind kind) {
        /** True for words that announce what follows. */
        boolean announces() {
            return text.endsWith(":");
        }
    }

    /** What a part of a passage was. */
    enum Kind {
        SENTENCE,
        ITEM,
        ROW
    }

    static List<Unit> of(String passage) {
        var units = new ArrayList<Unit>();
        var prose = new StringBuilder();
        List<String> header = List.of();
        for (var line : passage.split("\\n")) {
            var item = ITEM.matcher(line);
            if (line.isBlank() || HEADING.matcher(line).matches()) {
                flush(prose, units);
            } else if (item.matches()) {
                flush(prose, units);
                units.add(new Unit(plain(item.group(1)), Kind.ITEM));
            } else if (line.strip().startsWith("|")) {
                flush(prose, units);
                var cells = cells(line);
                if (header.isEmpty()) {
                    header = cells;
                } else {
                    units.add(new Unit(row(header, cells), Kind.ROW));
                }
                continue;
            } else if (line.startsWith("  ")
                    && prose.isEmpty()
                    && !units.isEmpty()
                    && units.getLast().kind() == Kind.ITEM) {
                // The rest of the item above.
                units.add(new Unit(units.removeLast().text() + " " + plain(line), Kind.ITEM));
            } else {
                prose.append(prose.isEmpty() ? "" : " ").append(line.strip());
            }
            header = RULE.matcher(line).matches() ? header : List.of();
        }
        flush(prose, units);
        units.removeIf(unit -> unit.text().isEmpty());
        return units;
    }

    private static void flush(StringBuilder prose, List<Unit> units) {
        Sentences.of(plain(prose.toString())).forEach(sentence -> units.add(new Unit(sentence, Kind.SENTENCE)));
        prose.setLength(0);
    }

    private static List<String> cells(String line) {
        var bare = EDGES.matcher(line.strip()).replaceAll("");
        return Stream.of(CELLS.split(bare, -1)).map(PassageUnits::plain).toList();
    }

    /** {@code Norway: Standard EUR 19.95, Time 5 to 8 days}: a row that can stand without its table. */
    private static String row(List<String> header, List<String> cells) {
        var values = new ArrayList<String>();
        for (var i = 1; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                values.add((i < header.size() ? header.get(i) + " " : "") + cells.get(i));
            }
        }
        var subject = cells.isEmpty() ? "" : cells.getFirst();
        return values.isEmpty() ? subject : subject + ": " + String.join(", ", values);
    }

    static String plain(String text) {
        var plain = IMAGE.matcher(text).replaceAll("$1");
        plain = LINK.matcher(plain).replaceAll("$1");
        plain = EMPHASIS.matcher(plain)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        found.group(2) != null ? found.group(2) : found.group(3)));
        return HTML.matcher(plain).replaceAll("").strip();
    }
}
