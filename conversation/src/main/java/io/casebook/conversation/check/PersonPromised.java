package io.casebook.conversation.check;

import java.util.List;
import java.util.Set;

/** Sentences that promise a person: {@code I am transferring you to a colleague}, {@code somebody from our team will call you}. */
final class PersonPromised {
    private static final Set<String> PASSING = Set.of(
            "transfer",
            "transferring",
            "transferred",
            "connect",
            "connecting",
            "connected",
            "pass",
            "passing",
            "passed",
            "hand",
            "handing",
            "handed",
            "forward",
            "forwarding",
            "forwarded",
            "refer",
            "referring",
            "referred",
            "put",
            "putting",
            "route",
            "routing",
            "routed",
            "escalate",
            "escalating",
            "escalated",
            "loop",
            "looping",
            "assign",
            "assigning",
            "assigned");
    private static final Set<String> ALONE = Set.of("escalate", "escalating", "escalated");
    private static final Set<String> PERSON = Set.of(
            "agent",
            "agents",
            "colleague",
            "colleagues",
            "human",
            "humans",
            "person",
            "people",
            "team",
            "specialist",
            "specialists",
            "representative",
            "supervisor",
            "manager",
            "someone",
            "somebody",
            "expert",
            "department",
            "advisor",
            "adviser",
            "operator",
            "employee",
            "staff");
    private static final Set<String> COMING = Set.of(
            "get", "contact", "reach", "call", "reply", "be", "write", "take", "follow", "assist", "help", "review",
            "look", "respond", "answer", "email", "phone", "handle");
    private static final Set<String> SUBJECT_MARKS = Set.of(
            "will",
            "am",
            "are",
            "have",
            "going",
            "to",
            "now",
            "just",
            "already",
            "also",
            "gladly",
            "happily",
            "then",
            "directly");
    private static final Set<String> HEDGES = Set.of(
            "if", "unless", "when", "once", "can", "could", "would", "may", "might", "not", "never", "should",
            "whether");

    private static final Set<String> GERMAN_PASSING = Set.of(
            "verbinde",
            "verbinden",
            "leite",
            "leiten",
            "weitergeleitet",
            "gebe",
            "geben",
            "weitergegeben",
            "übergebe",
            "übergeben",
            "reiche");
    private static final Set<String> GERMAN_PERSON = Set.of(
            "kollege",
            "kollegen",
            "kollegin",
            "kolleginnen",
            "mitarbeiter",
            "mitarbeiterin",
            "team",
            "menschen",
            "fachabteilung",
            "abteilung",
            "kundenservice",
            "kundendienst",
            "jemand",
            "jemanden",
            "jemandem");
    private static final Set<String> GERMAN_COMING =
            Set.of("meldet", "melden", "kontaktiert", "kontaktieren", "kümmert", "kümmern");
    private static final Set<String> GERMAN_HEDGES = Set.of(
            "wenn", "falls", "sobald", "kann", "können", "könnte", "könnten", "würde", "nicht", "kein", "keine",
            "möchten", "soll", "sollen");

    private static final int REACH = 8;

    private PersonPromised() {}

    static boolean in(Sentence sentence) {
        if (sentence.question()) {
            return false;
        }
        var words = sentence.words();
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (PASSING.contains(word) && byUs(words, i) && (ALONE.contains(word) || person(words, i))) {
                return true;
            }
            if (word.equals("will") && comes(words, i)) {
                return true;
            }
        }
        return german(words);
    }

    private static boolean byUs(List<String> words, int verb) {
        for (var i = verb - 1; i >= 0; i--) {
            var word = words.get(i);
            if (word.equals("i")
                    || word.equals("we")
                    || (word.equals("me") && i > 0 && words.get(i - 1).equals("let"))) {
                return noneBefore(words, i);
            }
            if (!SUBJECT_MARKS.contains(word)) {
                return false;
            }
        }
        return false;
    }

    private static boolean noneBefore(List<String> words, int to) {
        return words.subList(0, to).stream().noneMatch(HEDGES::contains);
    }

    private static boolean person(List<String> words, int verb) {
        return words.subList(verb, Math.min(words.size(), verb + REACH + 4)).stream()
                .anyMatch(PERSON::contains);
    }

    /** {@code A colleague will be in touch}. */
    private static boolean comes(List<String> words, int will) {
        var before = words.subList(Math.max(0, will - REACH), will);
        if (before.stream().noneMatch(PERSON::contains) || !noneBefore(words, will)) {
            return false;
        }
        for (var i = will + 1; i < Math.min(words.size(), will + 4); i++) {
            if (words.get(i).equals("not") || words.get(i).equals("never")) {
                return false;
            }
            if (COMING.contains(words.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean german(List<String> words) {
        var person = words.stream().anyMatch(GERMAN_PERSON::contains);
        if (!person || words.stream().anyMatch(GERMAN_HEDGES::contains)) {
            return false;
        }
        var us = words.contains("ich") || words.contains("wir");
        return (us && words.stream().anyMatch(GERMAN_PASSING::contains))
                || (words.contains("sich") && words.stream().anyMatch(GERMAN_COMING::contains));
    }
}
