package io.casebook.tools.answer;

import java.util.regex.Pattern;

/** Finds card numbers in texts and keeps their last four digits. */
final class Cards {
    /** Digits that may be a card's, single spaces or hyphens between them. What follows may belong to the next number. */
    private static final Pattern CANDIDATE = Pattern.compile("(?<![0-9])[2-6](?:[ -]?[0-9]){12,18}");

    private static final int SHORTEST = 13;
    private static final int KEPT = 4;
    private static final int BASE = 10;

    private Cards() {}

    /** The text with all but the last four digits of each card number as asterisks. */
    static String mask(String text) {
        var candidate = CANDIDATE.matcher(text);
        if (!candidate.find()) {
            return text;
        }
        var masked = new StringBuilder(text);
        var more = true;
        while (more) {
            var end = cardEnd(text, candidate.start(), candidate.end());
            if (end > 0) {
                maskDigits(masked, candidate.start(), end);
            }
            more = candidate.find(end > 0 ? end : candidate.start() + 1);
        }
        return masked.toString();
    }

    /** The end of the longest card number that begins at the start; 0 where none does. */
    private static int cardEnd(String text, int start, int candidateEnd) {
        for (var end = candidateEnd; end > start; end--) {
            var inside = end < text.length() && isDigit(text.charAt(end));
            if (inside || !isDigit(text.charAt(end - 1))) {
                continue;
            }
            var digits = text.substring(start, end).replaceAll("[ -]", "");
            if (digits.length() < SHORTEST) {
                return 0;
            }
            if (ofBrand(digits) && luhn(digits)) {
                return end;
            }
        }
        return 0;
    }

    private static void maskDigits(StringBuilder text, int start, int end) {
        var kept = 0;
        for (var i = end - 1; i >= start; i--) {
            if (isDigit(text.charAt(i)) && kept++ >= KEPT) {
                text.setCharAt(i, '*');
            }
        }
    }

    /**
     * True for the beginnings and lengths that cards have. One number in ten passes the Luhn check by chance, and parcel
     * numbers must stay readable.
     */
    private static boolean ofBrand(String digits) {
        var length = digits.length();
        var two = Integer.parseInt(digits.substring(0, 2));
        return switch (digits.charAt(0)) {
            case '2' -> two >= 22 && two <= 27 && length >= 16;
            case '3' ->
                switch (two) {
                    case 34, 37 -> length == 15;
                    case 35 -> length >= 16;
                    case 30, 36, 38, 39 -> length >= 14;
                    default -> false;
                };
            case '4' -> length == 13 || length == 16 || length == 19;
            case '5' -> two <= 58;
            default -> true;
        };
    }

    private static boolean luhn(String digits) {
        var sum = 0;
        var twice = false;
        for (var i = digits.length() - 1; i >= 0; i--) {
            var digit = digits.charAt(i) - '0';
            var counted = twice ? digit * 2 : digit;
            sum += counted >= BASE ? counted - (BASE - 1) : counted;
            twice = !twice;
        }
        return sum % BASE == 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
