package io.casebook.conversation.check;

import java.util.List;
import java.util.Set;

/** How a sentence speaks of an action: that it was done, or that it will, can, should or did not happen. */
enum Done {
    /** Says nothing of the kind. */
    NO,
    /** The writer says of themselves, or of the house, that they did it. */
    BY_US,
    /** It was done, by whomever. */
    PASSIVE;

    /** How far back a subject is looked for. */
    private static final int REACH = 12;

    private static final Set<String> BETWEEN = Set.of(
            "already",
            "now",
            "just",
            "successfully",
            "also",
            "fully",
            "again",
            "hereby",
            "then",
            "since",
            "completely",
            "partially",
            "partly",
            "both",
            "all",
            "automatically",
            "immediately",
            "finally",
            "been",
            "being",
            "recently",
            "today",
            "indeed",
            "gladly",
            "directly",
            "even",
            "so",
            "duly",
            "manually",
            "personally",
            "meanwhile");
    private static final Set<String> NEGATIONS =
            Set.of("not", "never", "no", "nothing", "neither", "nor", "cannot", "none");
    private static final Set<String> HAVE = Set.of("have", "has", "had");
    private static final Set<String> BE_NOW = Set.of("is", "are");
    private static final Set<String> BE_THEN = Set.of("was", "were", "got");
    private static final Set<String> US = Set.of("i", "we");
    private static final Set<String> HOUSE =
            Set.of("team", "system", "colleague", "colleagues", "department", "company", "shop", "store", "office");
    private static final Set<String> OTHERS =
            Set.of("you", "they", "he", "she", "who", "customer", "customers", "carrier", "bank", "anyone", "nobody");
    private static final Set<String> MODALS = Set.of(
            "will", "would", "can", "could", "may", "might", "must", "shall", "should", "to", "cannot", "need",
            "needs");
    private static final Set<String> CONDITIONS = Set.of(
            "if",
            "unless",
            "whether",
            "once",
            "when",
            "whenever",
            "until",
            "till",
            "before",
            "after",
            "should",
            "in_case",
            "wenn",
            "falls",
            "sobald",
            "ob",
            "nachdem",
            "bevor",
            "bis");
    private static final Set<String> DEFINITE =
            Set.of("your", "it", "this", "that", "these", "those", "everything", "all", "the", "you", "our");
    private static final Set<String> RULES =
            Set.of("within", "once", "if", "when", "after", "usually", "always", "normally", "only");

    /** What the words say of the English verb at a place, read backwards from it. */
    static Done at(List<String> words, int verb) {
        if (conditional(words, verb)) {
            return NO;
        }
        var i = back(words, verb - 1);
        if (i < -1) {
            return NO;
        }
        var passive = contains(words, i + 1, verb, "been") || contains(words, i + 1, verb, "being");
        if (i < 0) {
            return opening(words, verb);
        }
        var word = words.get(i);
        if (joins(word)) {
            return joined(words, i, verb);
        }
        if (HAVE.contains(word)) {
            return perfect(words, i, passive);
        }
        if (BE_THEN.contains(word) || BE_NOW.contains(word)) {
            return BE_NOW.contains(word) && general(words, i, verb) ? NO : PASSIVE;
        }
        if (US.contains(word)) {
            return BY_US;
        }
        return had(words, i);
    }

    /** What the words say of the English verb in its going-on form: {@code I am cancelling it now}. */
    static Done going(List<String> words, int verb) {
        if (conditional(words, verb)) {
            return NO;
        }
        var i = back(words, verb - 1);
        return i > 0 && Set.of("am", "are").contains(words.get(i)) && US.contains(words.get(i - 1)) ? BY_US : NO;
    }

    /** The first word before a place that is no adverb; -2 where one of those passed over denies. */
    private static int back(List<String> words, int from) {
        var i = from;
        while (i >= 0 && (BETWEEN.contains(words.get(i)) || NEGATIONS.contains(words.get(i)))) {
            if (NEGATIONS.contains(words.get(i))) {
                return -2;
            }
            i--;
        }
        return i;
    }

    private static boolean joins(String word) {
        return word.equals("and") || word.equals("or") || word.equals(Sentence.BREAK);
    }

    /** {@code Refunded your order.} says it; {@code Cancelled orders are refunded} and {@code Updated prices} do not. */
    private static Done opening(List<String> words, int verb) {
        var next = verb + 1 < words.size() ? words.get(verb + 1) : Sentence.BREAK;
        if (!next.equals(Sentence.BREAK) && !DEFINITE.contains(next) && !next.equals("for")) {
            return NO;
        }
        for (var i = verb + 1; i < words.size(); i++) {
            var word = words.get(i);
            if (word.equals(Sentence.BREAK)) {
                break;
            }
            if (BE_NOW.contains(word) || BE_THEN.contains(word) || MODALS.contains(word) || HAVE.contains(word)) {
                return NO;
            }
        }
        return BY_US;
    }

    /** {@code I have cancelled the order and refunded it}: the second verb has the first one's subject. */
    private static Done joined(List<String> words, int join, int verb) {
        for (var i = join - 1; i >= Math.max(0, join - REACH); i--) {
            var word = words.get(i);
            if (MODALS.contains(word) || NEGATIONS.contains(word)) {
                return NO;
            }
            if (HAVE.contains(word)) {
                return perfect(words, i, contains(words, i, join, "been"));
            }
            if (BE_THEN.contains(word) || BE_NOW.contains(word)) {
                return BE_NOW.contains(word) && general(words, i, verb) ? NO : PASSIVE;
            }
            if (US.contains(word)) {
                return BY_US;
            }
        }
        return NO;
    }

    private static Done perfect(List<String> words, int have, boolean passive) {
        var before = back(words, have - 1);
        if (before < -1 || (before >= 0 && MODALS.contains(words.get(before)))) {
            return NO;
        }
        if (passive) {
            return deniedSubject(words, before) ? NO : PASSIVE;
        }
        for (var i = before; i >= Math.max(0, before - REACH); i--) {
            var word = words.get(i);
            if (US.contains(word) || HOUSE.contains(word)) {
                return BY_US;
            }
            if (OTHERS.contains(word) || word.equals(Sentence.BREAK)) {
                return NO;
            }
        }
        return before < 0 ? BY_US : NO;
    }

    /** {@code No refund has been made.} */
    private static boolean deniedSubject(List<String> words, int from) {
        for (var i = from; i >= Math.max(0, from - 4); i--) {
            if (NEGATIONS.contains(words.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** {@code I had your order cancelled.} */
    private static Done had(List<String> words, int from) {
        for (var i = from; i >= Math.max(1, from - 5); i--) {
            var word = words.get(i);
            if ((word.equals("had") || word.equals("got"))
                    && (US.contains(words.get(i - 1)) || words.get(i - 1).equals("have"))) {
                return BY_US;
            }
        }
        return NO;
    }

    /** {@code Orders are refunded within 5 days} tells a rule; {@code your order is refunded} tells what happened. */
    private static boolean general(List<String> words, int be, int verb) {
        for (var i = verb + 1; i < words.size(); i++) {
            if (RULES.contains(words.get(i))) {
                return true;
            }
        }
        var definite = false;
        for (var i = be - 1; i >= Math.max(0, be - REACH); i--) {
            var word = words.get(i);
            if (NEGATIONS.contains(word)) {
                return true;
            }
            definite |= DEFINITE.contains(word) || Chars.digit(word.charAt(0));
        }
        return !definite;
    }

    /** True where the clause itself is a condition. */
    private static boolean conditional(List<String> words, int verb) {
        for (var i = verb - 1; i >= 0 && !words.get(i).equals(Sentence.BREAK); i--) {
            if (CONDITIONS.contains(words.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(List<String> words, int from, int to, String word) {
        return words.subList(Math.max(0, from), Math.max(Math.max(0, from), to)).contains(word);
    }
}
