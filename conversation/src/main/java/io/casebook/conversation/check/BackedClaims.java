package io.casebook.conversation.check;

import io.casebook.conversation.check.Background.Deed;
import io.casebook.conversation.check.ClaimCatalogue.Action;
import io.casebook.conversation.check.ClaimReader.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An action that a draft says was done has the tool call behind it that did it, and a person that it promises is on the way. */
final class BackedClaims {
    /** Words that must stand in an article one after the other for a sentence to be its quotation. */
    private static final int FEWEST_QUOTED = 4;
    /** Digits from which a number tells which one of several things is meant. */
    private static final int DIGITS_OF_ID = 4;

    private final ClaimCatalogue catalogue;

    BackedClaims(List<ToolClaims> tools) {
        this.catalogue = ClaimCatalogue.of(tools);
    }

    /** What is wrong; null where every claim is backed. */
    @Nullable
    Fault fault(Draft draft, Background background) {
        for (var statement : ClaimReader.read(draft.text(), catalogue)) {
            // What a procedure's author writes about a thing comes from a look at it; what they write of themselves
            // does not.
            if (draft.origin() == Draft.Origin.PROCEDURE && statement.done() != Done.BY_US) {
                continue;
            }
            if (!backed(statement, background) && !quoted(statement.sentence(), background)) {
                return new Fault(reason(statement), statement.sentence().text());
            }
        }
        if (draft.origin() == Draft.Origin.PROCEDURE || background.personAsked()) {
            return null;
        }
        for (var sentence : Sentence.of(draft.text())) {
            if (PersonPromised.in(sentence) && !quoted(sentence, background)) {
                return new Fault(
                        "it promises a person, and nobody was asked: call hand_off, or do not promise it",
                        sentence.text());
            }
        }
        return null;
    }

    /** The calls of earlier turns that a draft speaks of, by their ids. */
    Set<String> claimed(Draft draft, Background background) {
        var ids = new LinkedHashSet<String>();
        for (var statement : ClaimReader.read(draft.text(), catalogue)) {
            for (var action : statement.actions()) {
                background.deeds().stream()
                        .filter(deed -> deed.tool().equals(action.tool()) && fits(statement.sentence(), deed))
                        .forEach(deed -> ids.add(deed.callId()));
            }
        }
        return ids;
    }

    private static String reason(Statement statement) {
        if (statement.actions().isEmpty()) {
            return "it says that something was done that no tool call in this conversation did";
        }
        var tools = statement.actions().stream().map(Action::tool).distinct().toList();
        return "it says that something was done, and no successful call of " + String.join(" or ", tools) + " did it";
    }

    private static boolean backed(Statement statement, Background background) {
        if (statement.actions().isEmpty()) {
            // Nothing here can do it: a statement about the world, unless the agent says it of itself.
            return statement.done() == Done.PASSIVE
                    || !statement.grave()
                    || (statement.saidAs().isEmpty() && !background.deeds().isEmpty());
        }
        if (statement.done() == Done.PASSIVE && seen(statement.saidAs(), background)) {
            return true;
        }
        var named = statement.actions().stream()
                .filter(action -> statement.sentence().words().stream().anyMatch(action.objects()::contains))
                .toList();
        return named.isEmpty()
                ? statement.actions().stream().anyMatch(action -> done(action, statement, background))
                : named.stream().allMatch(action -> done(action, statement, background));
    }

    private static boolean done(Action action, Statement statement, Background background) {
        return background.deeds().stream()
                .anyMatch(deed -> deed.tool().equals(action.tool()) && fits(statement.sentence(), deed));
    }

    /** A tool's own word for the state of a thing, such as {@code "status": "cancelled"}. */
    private static boolean seen(Set<String> words, Background background) {
        for (var status : background.statuses()) {
            var text = status.toLowerCase(Locale.ROOT);
            if (words.stream().anyMatch(word -> text.contains("\"" + word + "\""))) {
                return true;
            }
        }
        return false;
    }

    /** False where the sentence names another order, account or reference than the call was about. */
    private static boolean fits(Sentence sentence, Deed deed) {
        var meant = ids(sentence.words());
        if (meant.isEmpty()) {
            return true;
        }
        var known = ids(Sentence.words(deed.details()));
        return known.isEmpty() || meant.stream().anyMatch(known::contains);
    }

    private static Set<String> ids(List<String> words) {
        var ids = new HashSet<String>();
        for (var word : words) {
            var digits = word.chars().filter(c -> c >= '0' && c <= '9').count();
            var year = word.length() == 4 && (word.startsWith("19") || word.startsWith("20"));
            if (digits >= DIGITS_OF_ID && !year) {
                ids.add(word);
            }
        }
        return ids;
    }

    /** A sentence that an article says in the same words is about the company's rules, and not about what was done here. */
    private static boolean quoted(Sentence sentence, Background background) {
        var words = plain(sentence.words());
        if (words.size() < FEWEST_QUOTED) {
            return false;
        }
        var wanted = " " + String.join(" ", words) + " ";
        return background.passages().stream()
                .filter(passage -> !passage.internal())
                .anyMatch(passage ->
                        (" " + String.join(" ", plain(Sentence.words(passage.text()))) + " ").contains(wanted));
    }

    private static List<String> plain(List<String> words) {
        var plain = new ArrayList<String>(words.size());
        for (var word : words) {
            if (!word.equals(Sentence.BREAK)) {
                plain.add(word);
            }
        }
        return plain;
    }
}
