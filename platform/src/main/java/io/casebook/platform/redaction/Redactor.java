package io.casebook.platform.redaction;

import io.casebook.conversation.definition.Sensitive;
import io.casebook.platform.matching.CountedText;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Takes the values of some kinds out of texts. How long that may take depends on the length of a text alone, and is counted in looks, so
 * that the same text is redacted alike wherever and however often. A text that needs more is withheld as a whole. Immutable.
 */
public final class Redactor {
    private static final Map<Sensitive, Detector> DETECTORS = new EnumMap<>(Map.of(
            Sensitive.SECRET, new Secrets(),
            Sensitive.IBAN, new Ibans(),
            Sensitive.CARD, new Cards(),
            Sensitive.NATIONAL_ID, new NationalIds(),
            Sensitive.EMAIL, new Emails(),
            Sensitive.PHONE, new Phones()));

    /** The shortest value of any kind has three digits, and an address has an @. */
    private static final int SHORTEST = 3;

    private static final int MOST_NEEDED = 13;

    private static final int LONGEST_CONTEXT = 200;

    /** How often a text may be looked at before it is withheld: more often than any needs that is known. */
    private static final long LOOKS = 20_000;

    private static final long LOOKS_PER_CHARACTER = 200;

    private final Set<Sensitive> kinds;
    private final long looksPerCharacter;

    private Redactor(Set<Sensitive> kinds, long looksPerCharacter) {
        this.looksPerCharacter = looksPerCharacter;
        this.kinds = kinds.isEmpty() ? EnumSet.noneOf(Sensitive.class) : EnumSet.copyOf(kinds);
    }

    /** A redactor of these kinds. */
    public static Redactor of(Set<Sensitive> kinds) {
        return new Redactor(kinds, LOOKS_PER_CHARACTER);
    }

    /** One that looks at a text so often and no more. */
    static Redactor of(Set<Sensitive> kinds, long looksPerCharacter) {
        return new Redactor(kinds, looksPerCharacter);
    }

    /** What stands in a text that has no name, in order and without overlaps. */
    public List<Found> find(String text) {
        return find(text, "");
    }

    /**
     * What stands in a text, in order and without overlaps. Of a text that cannot be looked through in time, all of it.
     *
     * @param context what the text is called, such as the name of a field
     */
    public List<Found> find(String text, String context) {
        return look(text, context).found();
    }

    /**
     * What was found, and how much work it was.
     *
     * @param found what stands in the text
     * @param looks how often its characters were looked at
     */
    record Look(List<Found> found, long looks) {}

    Look look(String text, String context) {
        if (text.length() < SHORTEST || kinds.isEmpty()) {
            return new Look(List.of(), 0);
        }
        CountedText counted = new CountedText(text, LOOKS + looksPerCharacter * text.length());
        try {
            // What is longer is no name of anything.
            String name = context.length() <= LONGEST_CONTEXT ? context : context.substring(0, LONGEST_CONTEXT);
            return new Look(all(counted, name), counted.looks());
        } catch (CountedText.UsedUpException | StackOverflowError e) {
            return new Look(List.of(Found.withheld(text)), counted.looks());
        }
    }

    private List<Found> all(CountedText text, String context) {
        NavigableMap<Integer, Found> all = new TreeMap<>();
        // The kinds are in the order of their worth: what is a secret is no telephone number.
        long digits = text.toString()
                .chars()
                .filter(c -> c >= '0' && c <= '9')
                .limit(MOST_NEEDED)
                .count();
        for (Sensitive kind : kinds) {
            if (digits >= digitsOf(kind)) {
                detector(kind).find(text, context, found -> take(all, found));
            }
        }
        return List.copyOf(all.values());
    }

    private static void take(NavigableMap<Integer, Found> all, Found found) {
        Map.Entry<Integer, Found> before = all.lowerEntry(found.end());
        if (before == null || !before.getValue().overlaps(found)) {
            all.put(found.start(), found);
        }
    }

    /** The text with tokens in the place of values. */
    public String redact(String text) {
        return redact(text, "", found -> {});
    }

    /**
     * The text with tokens in the place of values.
     *
     * @param context what the text is called
     * @param taken is told each value that was taken out
     */
    public String redact(String text, String context, Consumer<Found> taken) {
        List<Found> all = find(text, context);
        if (all.isEmpty()) {
            return text;
        }
        StringBuilder redacted = new StringBuilder();
        int from = 0;
        for (Found found : all) {
            redacted.append(text, from, found.start()).append(found.token());
            from = found.end();
            taken.accept(found);
        }
        return redacted.append(text, from, text.length()).toString();
    }

    /** How many digits a text has at least that holds such a value: most texts have fewer, and need no closer look. */
    private static int digitsOf(Sensitive kind) {
        return switch (kind) {
            case CARD -> MOST_NEEDED;
            case IBAN, NATIONAL_ID, PHONE -> 4;
            case SECRET, EMAIL -> 0;
        };
    }

    private static Detector detector(Sensitive kind) {
        Detector detector = DETECTORS.get(kind);
        if (detector == null) {
            throw new IllegalStateException("nothing finds values of the kind " + kind);
        }
        return detector;
    }
}
