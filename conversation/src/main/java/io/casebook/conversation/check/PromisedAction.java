package io.casebook.conversation.check;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reply that ends with a promise to act: {@code One moment, I'll look that up}, {@code Ich verbinde Sie jetzt}. A reply is the end of
 * a turn, so nothing will follow it: who means to act must act, not announce it. A promise that waits for something of the customer
 * ({@code Send me the number and I will check}) is kept in the next turn and is none, and what {@code we} do is what the company does.
 */
public final class PromisedAction {
    private static final Set<String> ACTS = Set.of(
            "check",
            "verify",
            "look",
            "find",
            "search",
            "pull",
            "review",
            "investigate",
            "fetch",
            "retrieve",
            "transfer",
            "connect",
            "forward",
            "escalate",
            "refund",
            "cancel",
            "process",
            "issue",
            "update",
            "change",
            "create",
            "book",
            "reset",
            "submit",
            "file",
            "initiate",
            "arrange",
            "register",
            "notify",
            "reorder",
            "replace",
            "proceed");
    private static final Set<String> ACTING = Set.of(
            "checking",
            "verifying",
            "looking",
            "searching",
            "pulling",
            "reviewing",
            "investigating",
            "fetching",
            "retrieving",
            "transferring",
            "connecting",
            "forwarding",
            "escalating",
            "refunding",
            "cancelling",
            "canceling",
            "processing",
            "issuing",
            "updating",
            "creating",
            "booking",
            "resetting",
            "submitting",
            "initiating",
            "arranging");
    private static final Set<String> GERMAN_ACTS = Set.of(
            "prüfe",
            "prüfen",
            "überprüfe",
            "überprüfen",
            "schaue",
            "schau",
            "nachschauen",
            "nachsehen",
            "suche",
            "suchen",
            "verbinde",
            "verbinden",
            "leite",
            "weiterleiten",
            "storniere",
            "stornieren",
            "erstatte",
            "erstatten",
            "veranlasse",
            "veranlassen",
            "aktualisiere",
            "aktualisieren",
            "erstelle",
            "erstellen",
            "eröffne",
            "recherchiere",
            "kläre",
            "klären",
            "ermittle",
            "ermitteln");

    private static final Set<String> BETWEEN = Set.of(
            "will",
            "am",
            "now",
            "just",
            "quickly",
            "gladly",
            "happily",
            "immediately",
            "directly",
            "also",
            "then",
            "going",
            "to",
            "go",
            "ahead",
            "and",
            "right",
            "away",
            "first",
            "personally",
            "currently");
    private static final Set<String> CONDITIONS = Set.of(
            "if",
            "once",
            "when",
            "whenever",
            "after",
            "unless",
            "until",
            "before",
            "would",
            "could",
            "can",
            "may",
            "might",
            "not",
            "never",
            "cannot",
            "wenn",
            "falls",
            "sobald",
            "nachdem",
            "bevor",
            "bis",
            "sofern",
            "kann",
            "könnte",
            "würde",
            "nicht",
            "nie",
            "dann");
    private static final Set<String> REQUESTS = Set.of(
            "please",
            "bitte",
            "send",
            "tell",
            "share",
            "provide",
            "veuillez",
            "envoyez",
            "indiquez",
            "favor",
            "envíe",
            "indique",
            "favore",
            "invii",
            "alstublieft",
            "alsjeblieft",
            "stuur",
            "envie",
            "informe");
    private static final Set<String> WAITING = Set.of(
            "moment",
            "hold",
            "wait",
            "bear",
            "patience",
            "stand",
            "minute",
            "minutes",
            "second",
            "seconds",
            "augenblick",
            "geduld",
            "gedulden",
            "warten",
            "minuten",
            "thank",
            "thanks",
            "danke",
            "shortly",
            "momentchen",
            "instant",
            "patientez",
            "patienter",
            "merci",
            "momento",
            "espere",
            "gracias",
            "attimo",
            "attenda",
            "grazie",
            "ogenblik",
            "bedankt",
            "aguarde",
            "obrigado",
            "obrigada");
    private static final int LONGEST_WAITING = 14;
    private static final int NEAR = 3;

    private PromisedAction() {}

    /** The sentence that promises; null where none does. */
    public static @Nullable String in(String text) {
        var sentences = Sentence.of(text);
        if (sentences.stream().anyMatch(PromisedAction::asks)) {
            return null;
        }
        // What follows a promise shows that it was kept; "one moment, please" does not.
        for (var i = sentences.size() - 1; i >= 0; i--) {
            var sentence = sentences.get(i);
            if (promises(sentence.words()) || PromiseWords.promise(sentence)) {
                return sentence.text();
            }
            if (!waits(sentence.words())) {
                return null;
            }
        }
        return null;
    }

    /** Whether the customer is to do something first. */
    private static boolean asks(Sentence sentence) {
        var words = sentence.words();
        return sentence.question() || (words.stream().anyMatch(REQUESTS::contains) && !waits(words));
    }

    private static boolean waits(List<String> words) {
        return words.size() <= LONGEST_WAITING && words.stream().anyMatch(WAITING::contains);
    }

    private static boolean promises(List<String> words) {
        if (words.stream().anyMatch(CONDITIONS::contains)) {
            return false;
        }
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if ((ACTS.contains(word) && announced(words, i)) || (ACTING.contains(word) && underWay(words, i))) {
                return true;
            }
            if (GERMAN_ACTS.contains(word) && german(words, i)) {
                return true;
            }
        }
        return false;
    }

    /** {@code I will now check}, {@code let me check}. */
    private static boolean announced(List<String> words, int verb) {
        var will = false;
        for (var i = verb - 1; i >= 0; i--) {
            var word = words.get(i);
            if (word.equals("me")) {
                return i > 0 && words.get(i - 1).equals("let");
            }
            if (word.equals("i")) {
                return will;
            }
            if (!BETWEEN.contains(word)) {
                return false;
            }
            will |= word.equals("will") || word.equals("going");
        }
        return false;
    }

    /** {@code I am checking}. */
    private static boolean underWay(List<String> words, int verb) {
        var am = false;
        for (var i = verb - 1; i >= 0; i--) {
            var word = words.get(i);
            if (word.equals("i")) {
                return am;
            }
            if (!BETWEEN.contains(word)) {
                return false;
            }
            am |= word.equals("am");
        }
        return false;
    }

    /** {@code Ich prüfe das}, {@code gerne prüfe ich das}, {@code ich werde das prüfen}, {@code lassen Sie mich nachsehen}. */
    private static boolean german(List<String> words, int verb) {
        var word = words.get(verb);
        if (!word.endsWith("n")) {
            var from = Math.max(0, verb - NEAR + 1);
            return words.subList(from, Math.min(words.size(), verb + 2)).contains("ich");
        }
        var before = words.subList(0, verb);
        return (before.contains("ich") && before.contains("werde"))
                || (before.contains("mich") && (before.contains("lassen") || before.contains("lass")));
    }
}
