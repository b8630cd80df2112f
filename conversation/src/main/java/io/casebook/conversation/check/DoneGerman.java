package io.casebook.conversation.check;

import java.util.List;
import java.util.Set;

/** How a German clause speaks of the action whose participle stands in it; German puts the parts of a verb apart. */
final class DoneGerman {
    private static final Set<String> HEDGES = Set.of(
            "kann", "können", "könnte", "könnten", "würde", "würden", "werde", "soll", "sollen", "sollte", "sollten",
            "möchte", "möchten", "muss", "müssen", "müsste", "darf", "dürfen", "wenn", "falls", "sobald", "ob",
            "nachdem", "bevor", "nicht", "kein", "keine", "keinen", "keiner", "nie", "niemals", "hätte", "hätten",
            "wäre", "wären", "damit", "um");
    private static final Set<String> HAVE = Set.of("habe", "hab", "haben", "hat");
    private static final Set<String> WAS = Set.of("wurde", "wurden", "worden");
    private static final Set<String> IS = Set.of("ist", "sind");
    private static final Set<String> US = Set.of("ich", "wir", "team", "system", "kollege", "kollegin", "kollegen");
    private static final Set<String> DEFINITE = Set.of(
            "ihre", "ihr", "ihren", "ihrer", "deine", "dein", "deinen", "die", "das", "der", "alles", "es", "diese",
            "dieser", "sie");

    private DoneGerman() {}

    static Done at(List<String> words, int verb) {
        var from = verb;
        while (from > 0 && !words.get(from - 1).equals(Sentence.BREAK)) {
            from--;
        }
        var to = verb + 1;
        while (to < words.size() && !words.get(to).equals(Sentence.BREAK)) {
            to++;
        }
        var clause = words.subList(from, to);
        var being = clause.contains("wird") || clause.contains("werden");
        if (any(clause, HEDGES) || (being && !clause.contains("worden") && !any(clause, Set.of("hiermit", "gerade")))) {
            return Done.NO;
        }
        if (any(clause, HAVE)) {
            return any(clause, US) ? Done.BY_US : Done.NO;
        }
        if (any(clause, WAS) || being) {
            return Done.PASSIVE;
        }
        return any(clause, IS) && (any(clause, DEFINITE) || numbered(clause)) ? Done.PASSIVE : Done.NO;
    }

    private static boolean any(List<String> clause, Set<String> wanted) {
        return clause.stream().anyMatch(wanted::contains);
    }

    private static boolean numbered(List<String> clause) {
        return clause.stream().anyMatch(word -> Chars.digit(word.charAt(0)));
    }
}
