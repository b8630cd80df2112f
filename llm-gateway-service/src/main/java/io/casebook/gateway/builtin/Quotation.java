package io.casebook.gateway.builtin;

import java.util.List;

/** Chooses what is quoted together with the sentence that fits best, and sets it as plain text. */
final class Quotation {
    private static final int MOST_SENTENCES = 4;
    private static final int MOST_ITEMS = 9;
    private static final int MOST_ROWS = 3;
    private static final int SHORT_PASSAGE = 420;

    /** A neighbour belongs to the answer as long as it is at least this near, measured by the best sentence. */
    private static final double GOES_ON = 0.72;

    private Quotation() {}

    /** A part of a passage and how near it is to the question. */
    record Scored(PassageUnits.Unit unit, double score) {
        boolean sentence() {
            return unit.kind() == PassageUnits.Kind.SENTENCE;
        }

        boolean item() {
            return unit.kind() == PassageUnits.Kind.ITEM;
        }

        boolean row() {
            return unit.kind() == PassageUnits.Kind.ROW;
        }
    }

    static String around(List<Scored> units, int best, int passageLength) {
        if (passageLength <= SHORT_PASSAGE
                && units.size() <= MOST_SENTENCES
                && units.stream().allMatch(Scored::sentence)) {
            return joined(units);
        }
        var chosen = units.get(best);
        if (chosen.row()) {
            return rows(units, best);
        }
        return chosen.item() || (chosen.unit().announces() && followedByItem(units, best))
                ? list(units, best)
                : sentences(units, best);
    }

    private static boolean followedByItem(List<Scored> units, int at) {
        return at + 1 < units.size() && units.get(at + 1).item();
    }

    /** A list is quoted from the sentence that announces it: half a list misleads. */
    private static String list(List<Scored> units, int best) {
        var from = best;
        while (from > 0 && units.get(from).item()) {
            from--;
        }
        var to = from;
        while (followedByItem(units, to) && (to - from < MOST_ITEMS || to < best)) {
            to++;
        }
        return joined(units.subList(from, to + 1));
    }

    private static String rows(List<Scored> units, int best) {
        var near = units.get(best).score() * GOES_ON;
        var to = best + 1;
        while (to < units.size()
                && to - best < MOST_ROWS
                && units.get(to).row()
                && units.get(to).score() >= near) {
            to++;
        }
        return to - best == 1 ? units.get(best).unit().text() + "." : joined(units.subList(best, to));
    }

    private static String sentences(List<Scored> units, int best) {
        var near = units.get(best).score() * GOES_ON;
        var from = best;
        while (from > 0
                && best - from + 1 < MOST_SENTENCES
                && units.get(from - 1).sentence()
                && units.get(from - 1).score() >= near) {
            from--;
        }
        var to = best + 1;
        // One sentence seldom says all: the next one comes with it.
        while (to < units.size()
                && to - from < MOST_SENTENCES
                && units.get(to).sentence()
                && !units.get(to).unit().announces()
                && (to == best + 1 || units.get(to).score() >= near)) {
            to++;
        }
        return joined(units.subList(from, to));
    }

    private static String joined(List<Scored> units) {
        var text = new StringBuilder();
        for (var scored : units) {
            if (scored.sentence()) {
                text.append(text.isEmpty() ? "" : " ");
            } else {
                text.append(text.isEmpty() ? "" : "\n").append("• ");
            }
            text.append(scored.unit().text());
        }
        return text.toString();
    }
}
