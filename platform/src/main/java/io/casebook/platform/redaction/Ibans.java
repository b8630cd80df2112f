package io.casebook.platform.redaction;

import io.casebook.conversation.definition.Sensitive;
import io.casebook.platform.matching.CountedText;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.IBANValidator;

/** Finds bank accounts by their country's format and their check digits. */
final class Ibans implements Detector {
    private static final Pattern CANDIDATE = Pattern.compile(
            "(?=[A-Za-z]{2}[ -]?[0-9])(?<![A-Za-z0-9])[A-Za-z]{2}[ -]?[0-9][ ]?[0-9](?:[ \\u00a0\\u202f.-]?+[A-Za-z0-9]){11,30}+");
    private static final int SHORTEST = 15;

    @Override
    public void find(CountedText text, String context, Consumer<Found> found) {
        String plain = text.toString();
        Matcher candidate = CANDIDATE.matcher(text);
        boolean more = candidate.find();
        while (more) {
            text.spend(candidate.end() - candidate.start());
            int end = ibanEnd(plain, candidate.start(), candidate.end());
            if (end > 0) {
                found.accept(
                        Found.of(Sensitive.IBAN, candidate.start(), end, withoutSpaces(plain, candidate.start(), end)));
            }
            more = candidate.find(end > 0 ? end : candidate.start() + 1);
        }
    }

    private static int ibanEnd(String text, int start, int candidateEnd) {
        String parts = withoutSpaces(text, start, candidateEnd);
        int length = parts.length();
        for (int end = candidateEnd; end - start >= SHORTEST; end--) {
            if (!isPart(text.charAt(end - 1))) {
                continue;
            }
            boolean inside = end < text.length() && isPart(text.charAt(end));
            if (!inside && IBANValidator.getInstance().isValid(parts.substring(0, length))) {
                return end;
            }
            length--;
        }
        return 0;
    }

    private static String withoutSpaces(String text, int start, int end) {
        StringBuilder parts = new StringBuilder(end - start);
        for (int at = start; at < end; at++) {
            if (isPart(text.charAt(at))) {
                parts.append(text.charAt(at));
            }
        }
        return parts.toString().toUpperCase(Locale.ROOT);
    }

    private static boolean isPart(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
