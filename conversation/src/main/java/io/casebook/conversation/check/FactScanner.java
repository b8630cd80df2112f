package io.casebook.conversation.check;

import java.util.List;
import java.util.Locale;

/**
 * Reads the facts of a text from left to right, once: numbers, amounts, dates, times, references, links, addresses, telephones
 * and names. What it finds goes to a {@link Reader}.
 */
final class FactScanner {
    /** A word or chunk is read up to here; what is longer is no fact that a person would state. */
    private static final int LONGEST = 300;

    /** What is done with the facts. */
    interface Reader {
        /**
         * A fact.
         *
         * @param shown the words of the text
         * @param keys what it may mean; any of them
         */
        void fact(String shown, List<String> keys);

        /** A word; a name where it has a capital although no sentence begins with it. */
        void word(String word, boolean name);

        /** A number in letters. */
        void spelt(int number);

        /** A currency; null-free ISO 4217 code. */
        void currency(String shown, String code);

        /** A number at the beginning of a line that only counts lines, and marks of quotations. */
        default void numbering(String shown) {}
    }

    private final String text;
    private final Reader reader;
    private final NumberScanner numbers;
    private int at;

    private FactScanner(String text, Reader reader) {
        this.text = text;
        this.reader = reader;
        this.numbers = new NumberScanner(text, reader);
    }

    static void scan(String text, Reader reader) {
        new FactScanner(text, reader).scan();
    }

    private void scan() {
        while (at < text.length()) {
            var c = text.charAt(at);
            if (Chars.digit(c) || (c == '+' && Chars.digit(Chars.at(text, at + 1)))) {
                at = numbers.scan(at);
            } else if (Character.isLetter(c)) {
                word();
            } else {
                var code = Lexemes.CURRENCIES.get(String.valueOf(c));
                if (code != null) {
                    reader.currency(String.valueOf(c), code);
                }
                at++;
            }
        }
    }

    private void word() {
        var start = at;
        if (text.regionMatches(true, at, "http://", 0, 7)
                || text.regionMatches(true, at, "https://", 0, 8)
                || text.regionMatches(true, at, "www.", 0, 4)) {
            link(start);
            return;
        }
        var digits = false;
        var mail = false;
        var dot = -1;
        while (at < text.length() && at - start < LONGEST) {
            var c = text.charAt(at);
            if (Character.isLetterOrDigit(c)) {
                digits |= Chars.digit(c);
            } else if (inner(c) && Character.isLetterOrDigit(Chars.at(text, at + 1))) {
                mail |= c == '@';
                dot = c == '.' ? at : dot;
            } else {
                break;
            }
            at++;
        }
        var chunk = text.substring(start, at);
        if (mail) {
            reader.fact(chunk, List.of(Keys.mail(chunk)));
        } else if (dot > 0 && domain(text.substring(dot + 1, at), digits)) {
            link(start);
        } else if (digits) {
            reference(start, chunk);
        } else {
            words(start, chunk);
        }
    }

    private static boolean inner(char c) {
        return c == '-' || c == '_' || c == '.' || c == '@' || c == '\'' || c == '’';
    }

    private boolean domain(String ending, boolean digits) {
        return Lexemes.DOMAINS.contains(ending.toLowerCase(Locale.ROOT))
                || (!digits && Chars.at(text, at) == '/' && Character.isLetterOrDigit(Chars.at(text, at + 1)));
    }

    private void link(int start) {
        at = start;
        while (at < text.length() && !endsLink(text.charAt(at))) {
            at++;
        }
        var end = at;
        while (end > start && ".,;:!?)]}*_".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        var shown = text.substring(start, end);
        reader.fact(shown, List.of(Keys.link(shown)));
    }

    private static boolean endsLink(char c) {
        return Character.isWhitespace(c) || c == '"' || c == '<' || c == '>' || c == '|' || c == '\\';
    }

    /** Letters and digits together: a reference, or an amount such as {@code EUR50}. */
    private void reference(int start, String chunk) {
        var letters = 0;
        while (letters < chunk.length() && Character.isLetter(chunk.charAt(letters))) {
            letters++;
        }
        var code = Lexemes.CURRENCIES.get(chunk.substring(0, letters).toLowerCase(Locale.ROOT));
        if (code != null) {
            reader.currency(chunk.substring(0, letters), code);
            at = start + letters;
            return;
        }
        reader.fact(chunk, List.of(Keys.id(chunk)));
    }

    private void words(int start, String chunk) {
        var from = 0;
        for (var i = 0; i <= chunk.length(); i++) {
            if (i == chunk.length() || !Character.isLetter(chunk.charAt(i))) {
                if (i > from) {
                    single(
                            start + from,
                            chunk.substring(from, i),
                            from > 0 && Character.isLetter(chunk.charAt(from - 1)));
                }
                from = i + 1;
            }
        }
    }

    private void single(int start, String word, boolean ending) {
        var lower = word.toLowerCase(Locale.ROOT);
        var capital = Character.isUpperCase(word.charAt(0));
        var begins = begins(start);
        var month = Lexemes.MONTHS.get(lower);
        if (month != null && capital) {
            var end = numbers.monthFirst(start, start + word.length(), month);
            if (end > 0) {
                at = Math.max(at, end);
                return;
            }
            if (!begins) {
                reader.fact(word, List.of(Keys.month(month)));
            }
        }
        var weekday = Lexemes.WEEKDAYS.get(lower);
        if (weekday != null && capital && word.length() > 3) {
            reader.fact(word, List.of(Keys.weekday(weekday)));
            return;
        }
        var number = Lexemes.NUMBERS.get(lower);
        if (number != null) {
            reader.spelt(number);
        }
        var code = Lexemes.CURRENCIES.get(lower);
        if (code != null) {
            reader.currency(word, code);
        }
        reader.word(word, capital && !begins && !ending && month == null && code == null && name(word, lower));
    }

    private static boolean name(String word, String lower) {
        if (word.length() < 2 || Lexemes.NO_NAMES.contains(lower)) {
            return false;
        }
        // A word in capitals alone is shouted, a short one is an abbreviation that names somebody.
        return word.length() <= 5 || !word.equals(word.toUpperCase(Locale.ROOT));
    }

    /** True where a sentence, a line or a quotation begins here, so that a capital says nothing. */
    private boolean begins(int start) {
        var i = start - 1;
        while (i >= 0 && text.charAt(i) != '\n' && marks(text.charAt(i))) {
            i--;
        }
        if (i < 0) {
            return true;
        }
        var c = text.charAt(i);
        // A bracket closes the number of a line: "2) Come by".
        return ".!?:…)\n".indexOf(c) >= 0;
    }

    private static boolean marks(char c) {
        return Character.isWhitespace(c) || "\"'“”„‘(*[_>#•–—".indexOf(c) >= 0;
    }
}
