package io.casebook.knowledge.gaps;

import io.casebook.conversation.definition.Sensitive;
import io.casebook.platform.redaction.Redactor;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a text what belongs to one person: addresses, numbers, known names. It finds what has the form of such a thing and no
 * more, so that a person must still read the text before others do.
 */
public final class PersonalData {
    private static final int SHORTEST_NAME_PART = 3;

    /** What every part of the product counts as sensitive, wherever it stands. */
    private static final Redactor REDACTOR = Redactor.of(EnumSet.allOf(Sensitive.class));

    /** What only belongs to one conversation and must not get into an article. Rows are read without going back: a long one must not fill the stack. */
    private static final List<Form> FORMS = List.of(
            // Also addresses that no mail server would take: better one too many than a person's name.
            new Form("[e-mail]", "[^\\s@<>()\\[\\]]{1,64}@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)++"),
            new Form("[number]", "(?<![\\p{L}\\p{N}])#\\d{2,}\\b"),
            // A date or a span of years is none.
            new Form(
                    "[number]",
                    "(?<![\\p{L}\\p{N}-])(?!\\d{4}-\\d{2}-\\d{2})\\p{Lu}{1,5}-?\\d{3,}(?:-\\d+)*+(?![\\p{L}\\p{N}])"),
            new Form("[number]", "(?<![\\p{L}\\p{N}.,-])(?!(?:19|20)\\d{2}(?!\\d))\\d{4,}(?![\\p{L}\\p{N}]|[.,]\\d)"));

    private record Form(String placeholder, Pattern pattern) {
        Form(String placeholder, String pattern) {
            this(placeholder, Pattern.compile(pattern));
        }
    }

    /**
     * A text without what belongs to one person.
     *
     * @param text the text, with a word in brackets for each thing that was taken out
     * @param taken how many things were taken out
     */
    public record Masked(String text, int taken) {}

    private PersonalData() {}

    /**
     * Takes personal data out of a text.
     *
     * @param names names of people that are known to take part
     */
    public static Masked mask(String text, Collection<String> names) {
        var masked = redacted(text);
        for (var form : FORMS) {
            masked = replace(masked, form.pattern(), form.placeholder());
        }
        var parts = names.stream()
                .flatMap(name -> java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(name), java.util.Arrays.stream(name.split("\\s+"))))
                .filter(part -> part.length() >= SHORTEST_NAME_PART)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        for (var part : parts) {
            var whole = Pattern.compile(
                    "(?<![\\p{L}\\p{N}])" + Pattern.quote(part) + "(?![\\p{L}\\p{N}])",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            masked = replace(masked, whole, "[name]");
        }
        return masked;
    }

    private static Masked redacted(String text) {
        var all = REDACTOR.find(text);
        var redacted = new StringBuilder();
        var from = 0;
        for (var found : all) {
            // Without the last figures that tokens keep: an article must not tell even these.
            redacted.append(text, from, found.start())
                    .append('[')
                    .append(found.kind().word())
                    .append(']');
            from = found.end();
        }
        return new Masked(redacted.append(text, from, text.length()).toString(), all.size());
    }

    private static Masked replace(Masked before, Pattern pattern, String placeholder) {
        var matcher = pattern.matcher(before.text());
        var taken = before.taken();
        var text = new StringBuilder();
        while (matcher.find()) {
            taken++;
            matcher.appendReplacement(text, java.util.regex.Matcher.quoteReplacement(placeholder));
        }
        matcher.appendTail(text);
        return new Masked(text.toString(), taken);
    }
}
