package io.casebook.knowledge.audits;

import io.casebook.knowledge.articles.Notes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds sentences of two articles that are about the same and give different numbers, or of which one denies what the other says. Two
 * sentences are about the same where they share three quarters of their words, numbers aside: a doubt for a person to look at, not a
 * verdict.
 *
 * <p>Pairs are found by prefix filtering (Chaudhuri, Ganti, Kaushik 2006): two sets that share so much have one of their rarest words in
 * common, so not every pair is compared.
 */
final class Contradictions {
    private static final double ALIKE = 0.75;
    /** A word that so many sentences begin their prefix with tells none of them apart. */
    private static final int MOST_NEIGHBOURS = 200;

    private static final int MOST_DOUBTS = 200;

    private final Library library;
    private final Map<String, Integer> frequency = new HashMap<>();

    /**
     * Two sentences that seem to contradict each other.
     *
     * @param one the one
     * @param other the other
     * @param about what it does otherwise than the one
     */
    record Doubt(Statement one, Statement other, String about) {
        /** The passages that they stand in. */
        PassagePair pair() {
            return PassagePair.of(
                    one.article().version(), one.passage(), other.article().version(), other.passage());
        }
    }

    Contradictions(Library library) {
        this.library = library;
    }

    List<Doubt> doubts() {
        var statements = new ArrayList<Statement>();
        library.forEach(article -> {
            // A note says what is otherwise for a while: it is meant to contradict.
            if (!library.isOver(article) && !Notes.isNote(Library.id(article))) {
                Library.passages(article).forEach(passage -> statements.addAll(Statement.of(article, passage)));
            }
        });
        statements.forEach(statement -> statement.terms().forEach(term -> frequency.merge(term, 1, Integer::sum)));
        return compared(statements);
    }

    private List<Doubt> compared(List<Statement> statements) {
        var doubts = new ArrayList<Doubt>();
        var pairs = new HashSet<List<String>>();
        var byTerm = new HashMap<String, List<Statement>>();
        for (var statement : statements) {
            var candidates = new HashSet<Statement>();
            for (var term : prefix(statement)) {
                var known = byTerm.computeIfAbsent(term, key -> new ArrayList<>());
                if (known.size() <= MOST_NEIGHBOURS) {
                    candidates.addAll(known);
                    known.add(statement);
                }
            }
            for (var other : candidates) {
                var doubt = doubt(other, statement);
                if (doubt != null && pairs.add(List.of(other.text(), statement.text()))) {
                    doubts.add(doubt);
                }
            }
            if (doubts.size() >= MOST_DOUBTS) {
                break;
            }
        }
        return doubts;
    }

    /** The rarest words: who shares enough with it shares one of these. */
    private List<String> prefix(Statement statement) {
        var terms = new ArrayList<>(statement.terms());
        terms.sort(Comparator.<String>comparingInt(term -> frequency.getOrDefault(term, 0))
                .thenComparing(Comparator.naturalOrder()));
        var needed = (int) Math.ceil(ALIKE * terms.size());
        return terms.subList(0, terms.size() - needed + 1);
    }

    private static @Nullable Doubt doubt(Statement one, Statement other) {
        if (Library.id(one.article()).equals(Library.id(other.article()))
                || !Library.meet(one.article(), other.article())
                || likeness(one, other) < ALIKE) {
            return null;
        }
        var about = differing(one, other);
        return about == null ? null : new Doubt(one, other, about);
    }

    private static @Nullable String differing(Statement one, Statement other) {
        for (var entry : one.numbers().entrySet()) {
            var others = other.numbers().get(entry.getKey());
            if (others != null && Collections.disjoint(entry.getValue(), others)) {
                return "gives another number";
            }
        }
        return one.denies() != other.denies() && one.numbers().equals(other.numbers()) ? "says something else" : null;
    }

    private static double likeness(Statement one, Statement other) {
        var both = one.terms().stream().filter(other.terms()::contains).count();
        return (double) both / (one.terms().size() + other.terms().size() - both);
    }
}
