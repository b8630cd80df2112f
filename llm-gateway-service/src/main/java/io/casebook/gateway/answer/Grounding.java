package io.casebook.gateway.answer;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether what can be wrong to the letter stands in what a text was written from: numbers, web addresses and addresses of e-mail. The
 * rest is for a person to judge, who reads the text beside its sources.
 */
final class Grounding {
    private static final Pattern ADDRESS =
            Pattern.compile("(?iu)\\b(?:https?://|www\\.)[^\\s<>()\\[\\]\"'*_]+|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,:'’]\\d+)*");

    /** Numbers of steps, which are the text's own. */
    private static final Pattern STEP = Pattern.compile("(?m)^\\s*\\d{1,2}[.)](?=\\s)");

    /** Fifty and 50.00 are the same price. */
    private static final Pattern CENTS = Pattern.compile("[.,]00$");

    private static final Pattern SEPARATOR = Pattern.compile("[.,'’]");
    private static final Pattern END = Pattern.compile("[.,;:!?]+$");

    private Grounding() {}

    static void require(String written, Collection<String> sources) throws Rejection {
        var known = new HashSet<String>();
        sources.forEach(source -> known.addAll(facts(source, false)));
        for (var fact : facts(written, true)) {
            if (!known.contains(fact)) {
                throw Rejection.because(
                        "ungrounded",
                        "The text has a number or an address that what you were given does not have; state only what it says.");
            }
        }
    }

    private static Set<String> facts(String text, boolean withoutSteps) {
        var facts = new HashSet<String>();
        var rest = withoutSteps ? STEP.matcher(text).replaceAll("") : text;
        var address = ADDRESS.matcher(rest);
        while (address.find()) {
            facts.add(END.matcher(address.group().toLowerCase(Locale.ROOT)).replaceAll(""));
        }
        // The digits in an address are part of it, and those of the sources count all the same.
        var number = NUMBER.matcher(withoutSteps ? address.replaceAll(" ") : rest);
        while (number.find()) {
            var whole = CENTS.matcher(number.group()).replaceAll("");
            facts.add(SEPARATOR.matcher(whole).replaceAll(""));
        }
        return facts;
    }
}
