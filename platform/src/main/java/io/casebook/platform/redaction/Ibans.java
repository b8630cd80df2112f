package io.casebook.platform.redaction;

import io.casebook.conversation.definition.Sensitive;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.IBANValidator;

/** Finds bank accounts by their country's format and their check digits. */
final class Ibans implements Detector {
    private static final Pattern CANDIDATE = Pattern.compile(
            "(?=[A-Za-z]{2}[ -]?[0-9])(?<![A-Za-z0-9])[A-Za-z]{2}[ -]?[0-9][ ]?[0-9](?:[ \\u00a0\\u202f.-]?[A-Za-z0-9]){11,30}");
    private static final int SHORTEST = 15;

    @Override
    public void find(String text, String context, Consumer<Found> found) {
        Matcher candidate = CANDIDATE.matcher(text);
        boolean more = candidate.find();
        while (more) {
            int end = ibanEnd(text, candidate.start(), candidate.end());
            if (end > 0) {
                found.accept(Found.of(
                        Sensitive.IBAN, candidate.start(), end, plain(text.substring(candidate.start(), end))));
            }
            more = candidate.find(end > 0 ? end : candidate.start() + 1);
        }
    }

    private static int ibanEnd(String text, int start, int candidateEnd) {
        for (int end = candidateEnd; end - start >= SHORTEST; end--) {
            boolean inside = end < text.length() && isPart(text.charAt(end));
            if (inside || !isPart(text.charAt(end - 1))) {
                continue;
            }
            if (IBANValidator.getInstance().isValid(plain(text.substring(start, end)))) {
                return end;
            }
        }
        return 0;
    }

    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
    }

    private static boolean isPart(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
