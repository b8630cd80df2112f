package io.casebook.platform.redaction;

import io.casebook.conversation.definition.Sensitive;
import io.casebook.platform.matching.CountedText;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;

/** Finds payment cards: digits of a card's length and beginning that pass the Luhn check, however they are grouped. */
final class Cards implements Detector {
    /** One separator between digits. What follows may belong to the next number. */
    private static final Pattern CANDIDATE = Pattern.compile(
            "(?<![0-9+])(?<![0-9][.,])[2-6](?:[ \\u00a0\\u202f\\u2009.\\u2010-\\u2013-]?+[0-9]){12,18}+");

    private static final int SHORTEST = 13;

    @Override
    public void find(CountedText text, String context, Consumer<Found> found) {
        String plain = text.toString();
        Matcher candidate = CANDIDATE.matcher(text);
        boolean more = candidate.find();
        while (more) {
            text.spend(candidate.end() - candidate.start());
            int end = cardEnd(plain, candidate.start(), candidate.end());
            if (end > 0) {
                found.accept(Found.of(Sensitive.CARD, candidate.start(), end, digits(plain, candidate.start(), end)));
            }
            more = candidate.find(end > 0 ? end : candidate.start() + 1);
        }
    }

    /** The end of the longest card number that begins at the start; 0 where none does. */
    private static int cardEnd(String text, int start, int candidateEnd) {
        String digits = digits(text, start, candidateEnd);
        int length = digits.length();
        for (int end = candidateEnd; length >= SHORTEST; end--) {
            if (!isDigit(text.charAt(end - 1))) {
                continue;
            }
            boolean inside = end < text.length() && isDigit(text.charAt(end));
            if (!inside && isCard(digits.substring(0, length))) {
                return end;
            }
            length--;
        }
        return 0;
    }

    private static boolean isCard(String digits) {
        return ofBrand(digits) && LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(digits);
    }

    /**
     * True for the beginnings and lengths that cards have. One number in ten passes the Luhn check by chance, and parcel
     * numbers must stay readable.
     */
    private static boolean ofBrand(String digits) {
        int length = digits.length();
        int two = Integer.parseInt(digits.substring(0, 2));
        return switch (digits.charAt(0)) {
            case '2' -> two >= 22 && two <= 27 && length == 16;
            case '3' ->
                switch (two) {
                    case 34, 37 -> length == 15;
                    case 35 -> length >= 16;
                    case 30, 36, 38, 39 -> length == 14 || length == 16;
                    default -> false;
                };
            case '4' -> length == 13 || length == 16 || length == 19;
            case '5' -> two <= 58 && length >= 14;
            default -> two != 61 && two != 66 && length >= 16;
        };
    }

    private static String digits(String text, int start, int end) {
        StringBuilder digits = new StringBuilder(end - start);
        for (int at = start; at < end; at++) {
            if (isDigit(text.charAt(at))) {
                digits.append(text.charAt(at));
            }
        }
        return digits.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
