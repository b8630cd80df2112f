package io.casebook.conversation.check;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How facts are spelt so that the same fact is the same text, however it was written. */
final class Keys {
    private static final int LONGEST_NUMBER = 40;

    private Keys() {}

    /** What a number may mean: {@code 1.000} is a thousand or one. The first reading is the likelier. */
    static List<String> number(String run) {
        var digits = run.length() > LONGEST_NUMBER ? run.substring(0, LONGEST_NUMBER) : run;
        var point = digits.lastIndexOf('.');
        var comma = digits.lastIndexOf(',');
        var keys = new ArrayList<String>();
        if (point < 0 && comma < 0) {
            keys.add(decimal(digits, -1));
        } else if (point >= 0 && comma >= 0) {
            keys.add(decimal(digits, Math.max(point, comma)));
        } else {
            var at = Math.max(point, comma);
            var once = digits.indexOf(digits.charAt(at)) == at;
            if (once) {
                keys.add(decimal(digits, at));
            }
            if (!once || digits.length() - at == 4) {
                keys.add(decimal(digits, -1));
            }
        }
        return keys;
    }

    /** The digits, with a decimal point only where the separator at that place is one. */
    private static String decimal(String run, int separator) {
        var whole = new StringBuilder();
        var part = new StringBuilder();
        for (var i = 0; i < run.length(); i++) {
            var c = run.charAt(i);
            if (Chars.digit(c)) {
                (separator >= 0 && i > separator ? part : whole).append(c);
            }
        }
        var from = 0;
        while (from < whole.length() - 1 && whole.charAt(from) == '0') {
            from++;
        }
        var to = part.length();
        while (to > 0 && part.charAt(to - 1) == '0') {
            to--;
        }
        var shown = whole.isEmpty() ? "0" : whole.substring(from);
        return "n:" + (to == 0 ? shown : shown + "." + part.substring(0, to));
    }

    static String number(long value) {
        return "n:" + value;
    }

    /** An order number, a reference: letters and digits alone count. */
    static String id(CharSequence text) {
        var key = new StringBuilder("i:");
        text.chars().filter(Character::isLetterOrDigit).forEach(c -> key.append((char) Character.toLowerCase(c)));
        return key.toString();
    }

    /** The last nine digits: with and without a country's prefix it is the same telephone. */
    static String phone(CharSequence text) {
        var digits = new StringBuilder();
        text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return "p:" + digits.substring(Math.max(0, digits.length() - 9));
    }

    static String date(LocalDate date) {
        return "d:" + date;
    }

    static String day(MonthDay day) {
        return "md:" + day;
    }

    /** A day of which the year was not said. */
    static String dayOfAnyYear(MonthDay day) {
        return "any:" + day;
    }

    static String month(int month) {
        return "mo:" + month;
    }

    static String weekday(int weekday) {
        return "wd:" + weekday;
    }

    static String time(int hour, int minute) {
        return "t:" + hour + ":" + minute;
    }

    static String mail(String address) {
        return "m:" + address.toLowerCase(Locale.ROOT);
    }

    /** An address without what does not change where it leads. */
    static String link(String address) {
        var text = address.toLowerCase(Locale.ROOT);
        for (var prefix : List.of("https://", "http://", "www.")) {
            text = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
        }
        return "u:" + (text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    static String word(String word) {
        return "w:" + word.toLowerCase(Locale.ROOT);
    }

    static String currency(String code) {
        return "c:" + code;
    }
}
