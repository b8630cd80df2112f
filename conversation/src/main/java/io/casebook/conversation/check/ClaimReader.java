package io.casebook.conversation.check;

import io.casebook.conversation.check.ClaimCatalogue.Action;
import io.casebook.conversation.check.ClaimCatalogue.Family;
import io.casebook.conversation.check.ClaimCatalogue.OwnPhrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the sentences of a reply that say that an action was done. */
final class ClaimReader {
    /** What is said of an action's noun: {@code your refund has been processed}. */
    private static final Set<String> COMPLETED = Set.of(
            "processed",
            "issued",
            "completed",
            "complete",
            "done",
            "confirmed",
            "initiated",
            "submitted",
            "executed",
            "made",
            "successful",
            "started",
            "triggered",
            "arranged",
            "finished",
            "sent",
            "scheduled",
            "veranlasst",
            "abgeschlossen",
            "durchgeführt",
            "eingeleitet",
            "ausgelöst",
            "bearbeitet",
            "erledigt");

    private static final Set<String> ALL_DONE = Set.of("done", "erledigt");
    private static final Set<String> ASKING = Set.of(
            "is",
            "are",
            "do",
            "does",
            "did",
            "can",
            "could",
            "would",
            "will",
            "shall",
            "may",
            "what",
            "how",
            "which",
            "anything");
    private static final Set<String> HEDGES = Set.of(
            "not", "never", "no", "if", "when", "once", "unless", "will", "would", "can", "could", "may", "might",
            "should", "shall", "must", "nicht", "kein", "keine", "wenn", "falls", "sobald", "kann", "könnte", "würde",
            "wird", "werde", "soll", "sollte", "möchte", "ob");

    private static final int LONGEST_ALL_DONE = 5;

    /** The statement that something was done. */
    record Statement(Sentence sentence, Done done, List<Action> actions, Set<String> saidAs, boolean grave) {}

    private final ClaimCatalogue catalogue;
    private final List<Statement> statements = new ArrayList<>();

    private ClaimReader(ClaimCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    static List<Statement> read(String text, ClaimCatalogue catalogue) {
        var reader = new ClaimReader(catalogue);
        Sentence.of(text).forEach(reader::read);
        return reader.statements;
    }

    private void read(Sentence sentence) {
        var words = sentence.question() ? beforeTheQuestion(sentence.words()) : sentence.words();
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            own(sentence, words, i);
            for (var family : catalogue.done(word)) {
                state(sentence, Done.at(words, i), family);
            }
            for (var family : catalogue.doing(word)) {
                state(sentence, Done.going(words, i), family);
            }
            for (var family : catalogue.german(word)) {
                state(sentence, DoneGerman.at(words, i), family);
            }
            if (COMPLETED.contains(word)) {
                completed(sentence, words, i);
            }
            if (word.equals("way") && i > 1 && words.get(i - 2).equals("on")) {
                nouns(sentence, words, i, Done.at(words, i - 2));
            }
        }
    }

    /** {@code I have refunded it, can I do anything else?} asks only at its end. */
    private static List<String> beforeTheQuestion(List<String> words) {
        for (var i = words.size() - 2; i > 0; i--) {
            var word = words.get(i);
            if (word.equals(Sentence.BREAK) || (word.equals("and") && ASKING.contains(words.get(i + 1)))) {
                return words.subList(0, i);
            }
        }
        return List.of();
    }

    private void completed(Sentence sentence, List<String> words, int at) {
        var done = Done.at(words, at);
        nouns(sentence, words, at, done == Done.NO ? DoneGerman.at(words, at) : done);
        var short_ = words.size() <= LONGEST_ALL_DONE && ALL_DONE.contains(words.get(at));
        if (short_ && words.stream().noneMatch(HEDGES::contains)) {
            statements.add(new Statement(sentence, Done.BY_US, List.of(), Set.of(), true));
        }
    }

    private void nouns(Sentence sentence, List<String> words, int at, Done done) {
        if (done == Done.NO) {
            return;
        }
        for (var i = at - 1; i >= 0 && !words.get(i).equals(Sentence.BREAK); i--) {
            noun(sentence, words, i, done);
        }
        for (var i = at + 1; i < words.size() && !words.get(i).equals(Sentence.BREAK); i++) {
            noun(sentence, words, i, done);
        }
    }

    private void noun(Sentence sentence, List<String> words, int at, Done done) {
        var before = at == 0 ? "" : words.get(at - 1);
        // "I have made no changes"
        if (!before.equals("no") && !before.equals("any") && !before.equals("keine")) {
            catalogue.noun(words.get(at)).forEach(family -> state(sentence, done, family));
        }
    }

    private void state(Sentence sentence, Done done, Family family) {
        if (done != Done.NO) {
            statements.add(new Statement(
                    sentence,
                    done,
                    family.actions(),
                    family.verb().done(),
                    family.verb().grave()));
        }
    }

    private void own(Sentence sentence, List<String> words, int at) {
        for (var phrase : catalogue.beginningWith(words.get(at))) {
            var end = at + phrase.words().size();
            if (end <= words.size() && words.subList(at, end).equals(phrase.words())) {
                var done = own(words, at, phrase);
                if (done != Done.NO) {
                    statements.add(new Statement(sentence, done, List.of(phrase.action()), Set.of(), true));
                }
            }
        }
    }

    /** One word is read like a verb of the platform's own; more than one say what they say unless the clause takes it back. */
    private static Done own(List<String> words, int at, OwnPhrase phrase) {
        var platforms = phrase.language().isEmpty()
                || phrase.language().startsWith("en")
                || phrase.language().startsWith("de");
        if (platforms && phrase.words().size() == 1) {
            var english = Done.at(words, at);
            return english == Done.NO ? DoneGerman.at(words, at) : english;
        }
        for (var i = at - 1; i >= 0 && !words.get(i).equals(Sentence.BREAK); i--) {
            if (HEDGES.contains(words.get(i))) {
                return Done.NO;
            }
        }
        return Done.BY_US;
    }
}
