package io.casebook.conversation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A family of verbs that say the same of an action, with the forms in which they say that it was done.
 *
 * @param names verbs as names of tools spell them
 * @param done participles and past forms
 * @param doing forms of the present that goes on
 * @param nouns what the action is called
 * @param german participles in German
 * @param grave true where nobody says it lightly: without any such tool it is certainly not true
 */
record Verb(
        Set<String> names, Set<String> done, Set<String> doing, Set<String> nouns, Set<String> german, boolean grave) {

    /** The families that the platform knows. */
    static final List<Verb> KNOWN = List.of(
            grave(
                    "refund reimburse repay credit",
                    "repaid",
                    "refund reimbursement erstattung rückerstattung",
                    "erstattet rückerstattet zurückerstattet zurückgezahlt zurücküberwiesen gutgeschrieben"),
            grave(
                    "cancel terminate void unsubscribe",
                    "cancelled canceled",
                    "cancellation stornierung kündigung",
                    "storniert gekündigt abbestellt annulliert"),
            grave(
                    "change update modify edit amend correct adjust replace rename",
                    "",
                    "change update correction änderung aktualisierung",
                    "geändert aktualisiert angepasst korrigiert umgeändert"),
            grave("delete remove erase purge", "", "deletion removal löschung", "gelöscht entfernt"),
            grave("reset", "reset", "reset", "zurückgesetzt"),
            grave(
                    "book reserve schedule reschedule rebook",
                    "",
                    "booking reservation appointment buchung reservierung",
                    "gebucht reserviert umgebucht vereinbart"),
            grave(
                    "activate enable reactivate unlock unblock restore",
                    "",
                    "activation",
                    "aktiviert freigeschaltet entsperrt reaktiviert wiederhergestellt"),
            grave(
                    "deactivate disable block lock suspend pause freeze",
                    "frozen",
                    "suspension sperrung",
                    "deaktiviert gesperrt pausiert"),
            grave("pay transfer charge withdraw", "paid withdrawn", "payment transfer", "bezahlt überwiesen abgebucht"),
            grave("ship dispatch resend", "resent", "shipment", "versendet versandt losgeschickt"),
            grave("extend renew upgrade downgrade", "", "extension renewal upgrade", "verlängert erneuert hochgestuft"),
            grave(
                    "create issue generate open register submit file place order",
                    "",
                    "registration",
                    "erstellt angelegt ausgestellt eröffnet registriert eingereicht aufgegeben bestellt"),
            grave("send email mail", "sent emailed mailed", "", "gesendet geschickt verschickt zugeschickt zugesendet"),
            light(
                    "make add put set build",
                    "made put set built",
                    "",
                    "gemacht hinzugefügt eingerichtet eingetragen hinterlegt"),
            light("approve confirm verify", "", "approval confirmation", "genehmigt freigegeben bestätigt"),
            light("apply redeem assign link merge", "", "", "eingelöst zugewiesen verknüpft angewendet"),
            light("notify inform contact", "", "", "benachrichtigt informiert kontaktiert"));

    private static Verb grave(String names, String irregular, String nouns, String german) {
        return family(names, irregular, nouns, german, true);
    }

    private static Verb light(String names, String irregular, String nouns, String german) {
        return family(names, irregular, nouns, german, false);
    }

    private static Verb family(String names, String irregular, String nouns, String german, boolean grave) {
        var done = new ArrayList<>(split(irregular));
        var doing = new ArrayList<String>();
        for (var name : split(names)) {
            done.add(past(name));
            doing.add(present(name));
        }
        return new Verb(
                Set.copyOf(split(names)),
                Set.copyOf(new java.util.HashSet<>(done)),
                Set.copyOf(doing),
                Set.copyOf(split(nouns)),
                Set.copyOf(split(german)),
                grave);
    }

    /** The family of a verb that no family knows. */
    static Verb unknown(String name) {
        return new Verb(Set.of(name), Set.of(past(name)), Set.of(present(name)), Set.of(), Set.of(), false);
    }

    /** The family that has this verb; null where none does. */
    static @Nullable Verb of(String name) {
        for (var verb : KNOWN) {
            if (verb.names().contains(name)) {
                return verb;
            }
        }
        return null;
    }

    private static List<String> split(String words) {
        return words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
    }

    private static String past(String verb) {
        if (verb.endsWith("e")) {
            return verb + "d";
        }
        var last = verb.charAt(verb.length() - 1);
        if (last == 'y' && verb.length() > 1 && !vowel(verb.charAt(verb.length() - 2))) {
            return verb.substring(0, verb.length() - 1) + "ied";
        }
        return stem(verb) + "ed";
    }

    private static String present(String verb) {
        return (verb.endsWith("e") ? verb.substring(0, verb.length() - 1) : stem(verb)) + "ing";
    }

    /** The verb with its last consonant doubled where English doubles it: {@code ship}, {@code submit}, {@code cancel}. */
    private static String stem(String verb) {
        var doubled = Set.of("cancel", "submit", "ship", "transfer", "put", "set", "reset", "plan", "stop", "drop");
        return doubled.contains(verb) ? verb + verb.charAt(verb.length() - 1) : verb;
    }

    private static boolean vowel(char c) {
        return "aeiou".indexOf(c) >= 0;
    }

    /** The words of a tool's name, whatever separates them: {@code refund_order}, {@code refundOrder}, {@code crm.refund-order}. */
    static List<String> wordsOf(String toolName) {
        var apart = new StringBuilder();
        for (var i = 0; i < toolName.length(); i++) {
            var c = toolName.charAt(i);
            if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(toolName.charAt(i - 1))) {
                apart.append(' ');
            }
            apart.append(Character.isLetterOrDigit(c) ? c : ' ');
        }
        return List.of(apart.toString().strip().toLowerCase(Locale.ROOT).split(" +", -1));
    }
}
