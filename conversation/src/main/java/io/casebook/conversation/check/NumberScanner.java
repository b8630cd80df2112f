package io.casebook.conversation.check;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what begins with a digit: numbers, dates, times, telephones, references. */
final class NumberScanner {
    private static final int LONGEST = 60;
    /** Digits from which a number with dashes is a telephone or a reference, and no range. */
    private static final int FEWEST_OF_PHONE = 7;
    /** Up to this number, one in front of a line only counts lines. */
    private static final int MOST_LINES = 50;

    private final String text;
    private final FactScanner.Reader reader;

    NumberScanner(String text, FactScanner.Reader reader) {
        this.text = text;
        this.reader = reader;
    }

    /** Reads what stands here; tells where to go on. */
    int scan(int start) {
        var end = run(start);
        var run = text.substring(start, end);
        if (run.equals("24/7")) {
            return end;
        }
        var next = Chars.at(text, end);
        var date = numericDates(run);
        if (!date.isEmpty()) {
            reader.fact(run, date);
            return next == 'T' && Chars.digit(Chars.at(text, end + 1)) ? end + 1 : end;
        }
        var phone = phone(start, end, run);
        if (phone > 0) {
            return phone;
        }
        if (numbering(start, end)) {
            reader.numbering(run);
            return end;
        }
        if (Character.isLetter(next)) {
            return withLetters(start, end, run);
        }
        var dated = dayFirst(start, end, run);
        if (dated > 0) {
            return dated;
        }
        plain(run, end);
        return end;
    }

    /** Where the digits end, with the marks between them. */
    private int run(int start) {
        var i = text.charAt(start) == '+' ? start + 1 : start;
        while (i < text.length() && i - start < LONGEST) {
            var c = text.charAt(i);
            var inner = ".,:/-".indexOf(c) >= 0 || Chars.groups(c);
            if (!Chars.digit(c) && !(inner && Chars.digit(Chars.at(text, i + 1)))) {
                break;
            }
            i++;
        }
        return i;
    }

    /** A telephone goes on over spaces and brackets; 0 where it is none. */
    private int phone(int start, int end, String run) {
        var plus = run.startsWith("+");
        if (!plus && !(run.startsWith("0") && run.length() > 1 && Chars.digit(run.charAt(1)))) {
            return 0;
        }
        var i = end;
        while (i < text.length() && i - start < LONGEST) {
            var skipped = i;
            while (" ()/-".indexOf(Chars.at(text, skipped)) >= 0 && skipped - i < 3) {
                skipped++;
            }
            if (skipped == i || !Chars.digit(Chars.at(text, skipped))) {
                break;
            }
            i = run(skipped);
        }
        var shown = text.substring(start, i);
        if (shown.chars().filter(c -> c >= '0' && c <= '9').count() < FEWEST_OF_PHONE) {
            return 0;
        }
        reader.fact(shown, List.of(Keys.phone(shown), Keys.id(shown)));
        return i;
    }

    private static List<String> numericDates(String run) {
        var parts = run.split("[./-]", -1);
        if (parts.length != 3 || run.length() > 10 || run.indexOf(',') >= 0 || run.indexOf(':') >= 0) {
            return List.of();
        }
        for (var part : parts) {
            if (part.isEmpty() || part.length() > 4 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return List.of();
            }
        }
        var a = Integer.parseInt(parts[0]);
        var b = Integer.parseInt(parts[1]);
        var c = Integer.parseInt(parts[2]);
        Set<String> keys = new LinkedHashSet<>();
        if (parts[0].length() == 4) {
            add(keys, a, b, c);
        } else if (parts[2].length() == 4 || (parts[2].length() == 2 && run.indexOf('-') < 0)) {
            var year = parts[2].length() == 4 ? c : 2000 + c;
            add(keys, year, b, a);
            add(keys, year, a, b);
        }
        return List.copyOf(keys);
    }

    private static void add(Set<String> keys, int year, int month, int day) {
        var date = date(year, month, day);
        if (date != null) {
            keys.add(Keys.date(date));
            keys.add(Keys.dayOfAnyYear(MonthDay.from(date)));
        }
    }

    private static @Nullable LocalDate date(int year, int month, int day) {
        try {
            return month > 12 || month < 1 ? null : LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** True for the number in front of a line or in brackets: it counts, and states nothing. */
    private boolean numbering(int start, int end) {
        if (end - start > 2 || Integer.parseInt(digits(start, end)) > MOST_LINES) {
            return false;
        }
        var next = Chars.at(text, end);
        if (Chars.at(text, start - 1) == '[' && next == ']') {
            return true;
        }
        if (next == ')' && "( \n\t".indexOf(Chars.at(text, start - 1)) >= 0) {
            return true;
        }
        var after = Chars.at(text, end + 1);
        if (next != '.' || !(Character.isWhitespace(after) || after == '*')) {
            return afterCountingWord(start);
        }
        var i = start - 1;
        while (i >= 0 && " \t*-•#_>".indexOf(text.charAt(i)) >= 0) {
            i--;
        }
        return (i < 0 || text.charAt(i) == '\n') && month(skip(end + 1)) == null;
    }

    private boolean afterCountingWord(int start) {
        var end = start;
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        var from = end;
        while (from > 0 && Character.isLetter(text.charAt(from - 1)) && end - from < 10) {
            from--;
        }
        return Set.of("step", "option", "schritt", "punkt")
                .contains(text.substring(from, end).toLowerCase(Locale.ROOT));
    }

    private String digits(int start, int end) {
        var digits = text.substring(start, end).replaceAll("[^0-9]", "");
        return digits.isEmpty() ? "99" : digits;
    }

    /** {@code 3rd}, {@code 50EUR}, {@code 5kg}, {@code 1002A}. */
    private int withLetters(int start, int end, String run) {
        var i = end;
        var mixed = false;
        while (i < text.length() && i - start < LONGEST) {
            var c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && !(c == '-' && Character.isLetterOrDigit(Chars.at(text, i + 1)))) {
                break;
            }
            mixed |= Chars.digit(c);
            i++;
        }
        var letters = text.substring(end, i).toLowerCase(Locale.ROOT);
        if (Lexemes.ORDINALS.contains(letters)) {
            var dated = dayFirst(start, i, run);
            if (dated > 0) {
                return dated;
            }
            plain(run, i);
            return i;
        }
        if (!mixed) {
            var keys = new ArrayList<>(meanings(run));
            clock(run, end).ifPresent(keys::add);
            keys.add(Keys.id(text.substring(start, i)));
            reader.fact(text.substring(start, i), keys);
            // The letters may be a currency or a unit: they are read on their own.
            return end;
        }
        reader.fact(text.substring(start, i), List.of(Keys.id(text.substring(start, i))));
        return i;
    }

    /** {@code 3 July 2026}, {@code 3. Juli}, {@code 3rd of July}; 0 where no month follows. */
    private int dayFirst(int start, int end, String run) {
        if (run.length() > 2) {
            return 0;
        }
        var i = Chars.at(text, end) == '.' ? end + 1 : end;
        i = skip(i);
        if (text.regionMatches(true, i, "of ", 0, 3)) {
            i = skip(i + 3);
        }
        var month = month(i);
        if (month == null) {
            return 0;
        }
        var afterMonth = word(i);
        return dated(start, afterMonth, Integer.parseInt(run), month);
    }

    /** {@code July 3, 2026}, {@code July 3rd}, {@code July 2026}; 0 where no number follows. */
    int monthFirst(int start, int afterMonth, int month) {
        var i = skip(Chars.at(text, afterMonth) == '.' ? afterMonth + 1 : afterMonth);
        var end = i;
        while (Chars.digit(Chars.at(text, end)) && end - i < 5) {
            end++;
        }
        if (end == i || end - i > 2) {
            return 0;
        }
        var day = Integer.parseInt(text.substring(i, end));
        var after = word(end);
        return Lexemes.ORDINALS.contains(text.substring(end, after).toLowerCase(Locale.ROOT)) || after == end
                ? dated(start, after, day, month)
                : 0;
    }

    private int dated(int start, int end, int day, int month) {
        var i = Chars.at(text, end) == '.' || Chars.at(text, end) == ',' ? end + 1 : end;
        i = skip(i);
        var yearEnd = i;
        while (Chars.digit(Chars.at(text, yearEnd))) {
            yearEnd++;
        }
        if (yearEnd - i == 4) {
            var date = date(Integer.parseInt(text.substring(i, yearEnd)), month, day);
            if (date != null) {
                reader.fact(
                        text.substring(start, yearEnd),
                        List.of(Keys.date(date), Keys.dayOfAnyYear(MonthDay.from(date))));
                return yearEnd;
            }
        }
        if (date(2000, month, day) == null) {
            return 0;
        }
        reader.fact(text.substring(start, end), List.of(Keys.day(MonthDay.of(month, day))));
        return end;
    }

    private void plain(String run, int end) {
        var keys = new ArrayList<>(meanings(run));
        clock(run, skip(end)).ifPresent(keys::add);
        if (keys.isEmpty()) {
            for (var part : run.split("[:/-]", -1)) {
                reader.fact(part, Keys.number(part));
            }
            return;
        }
        reader.fact(run, keys);
    }

    /** What a run of digits may mean; empty where it is several numbers. */
    private static List<String> meanings(String run) {
        var bare = run.startsWith("+") ? run.substring(1) : run;
        if (bare.indexOf(':') >= 0) {
            var parts = bare.split(":", -1);
            var hour = parts[0].length() > 2 ? 99 : Integer.parseInt(parts[0].isEmpty() ? "99" : parts[0]);
            var minutes = parts[1].length() == 2 && Chars.digit(parts[1].charAt(0)) ? Integer.parseInt(parts[1]) : 99;
            return hour < 25 && minutes < 60 ? List.of(Keys.time(hour, minutes)) : List.of();
        }
        if (bare.indexOf('/') >= 0 || bare.indexOf('-') >= 0) {
            return bare.chars().filter(c -> c >= '0' && c <= '9').count() >= FEWEST_OF_PHONE
                    ? List.of(Keys.phone(bare), Keys.id(bare))
                    : List.of();
        }
        var keys = new ArrayList<>(Keys.number(bare));
        keys.add(Keys.id(bare));
        return keys;
    }

    /** {@code 2 pm}, {@code 14 Uhr}. */
    private java.util.Optional<String> clock(String run, int from) {
        if (run.length() > 2 || !run.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return java.util.Optional.empty();
        }
        var hour = Integer.parseInt(run);
        var half = text.substring(from, word(from)).toLowerCase(Locale.ROOT);
        return switch (half) {
            case "pm" -> java.util.Optional.of(Keys.time(hour % 12 + 12, 0));
            case "am" -> java.util.Optional.of(Keys.time(hour % 12, 0));
            case "uhr" -> java.util.Optional.of(Keys.time(hour, 0));
            default -> java.util.Optional.empty();
        };
    }

    private @Nullable Integer month(int from) {
        return Lexemes.MONTHS.get(
                text.substring(Math.min(from, text.length()), word(from)).toLowerCase(Locale.ROOT));
    }

    private int word(int from) {
        var i = Math.min(from, text.length());
        while (i < text.length() && Character.isLetter(text.charAt(i)) && i - from < LONGEST) {
            i++;
        }
        return i;
    }

    private int skip(int from) {
        var i = from;
        while (Chars.at(text, i) == ' ' && i < text.length()) {
            i++;
        }
        return Math.min(i, text.length());
    }
}
