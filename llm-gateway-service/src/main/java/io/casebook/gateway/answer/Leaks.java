package io.casebook.gateway.answer;

import io.casebook.gateway.prompt.Prompt;
import io.casebook.gateway.prompt.PromptMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text that repeats what a model was told about itself. An agent's instructions also hold facts that it may well repeat (opening
 * hours, an address), so only sentences count that speak to the model, and only where they are repeated word for word.
 */
final class Leaks {
    private static final Pattern DATA = Pattern.compile("(?s)<([a-z_]+)(?: [^>\\n]*)?>\\n.*?\\n</\\1>");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?:])\\s+|\\n");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");
    private static final Pattern TO_MODEL = Pattern.compile(
            "^(?:[-*\\d.]+\\s*)?(?:you are|you speak|you write|you answer|you follow|act as|act by|your (?:role|task|job|part)|never (?:follow|obey|quote|mention|reveal)|"
                    + "whatever stands between|texts between|call hand_off|call a tool|state as facts|say that something was done|use only facts|"
                    + "du bist|du sprichst|sie sind|deine (?:rolle|aufgabe)|ihre (?:rolle|aufgabe)|verrate nie|nenne nie|erwähne nie)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** Fewer words are said by accident: "You are welcome to write to us". */
    private static final int RUN = 7;

    private Leaks() {}

    static boolean in(String text, Prompt prompt) {
        var said = words(text);
        if (said.size() < RUN) {
            return false;
        }
        var told = told(prompt);
        for (var i = 0; i + RUN <= said.size(); i++) {
            if (told.contains(String.join(" ", said.subList(i, i + RUN)))) {
                return true;
            }
        }
        return false;
    }

    /** The first words of every sentence that speaks to the model, of what the platform and the agent say; not of data. */
    private static Set<String> told(Prompt prompt) {
        var runs = new HashSet<String>();
        for (var message : prompt.messages()) {
            if (message instanceof PromptMessage.FromPlatform(var system)) {
                for (var sentence : SENTENCE_END.split(DATA.matcher(system).replaceAll(""))) {
                    var words = words(sentence);
                    if (words.size() >= RUN
                            && TO_MODEL.matcher(sentence.strip()).matches()) {
                        runs.add(String.join(" ", words.subList(0, RUN)));
                    }
                }
            }
        }
        return runs;
    }

    private static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(word -> word.group())
                .toList();
    }
}
