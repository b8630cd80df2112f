package io.casebook.conversation.check;

/** Questions about characters that the scanners share. */
final class Chars {
    private Chars() {}

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The character there; a line's end beyond the text. */
    static char at(String text, int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : '\n';
    }

    /** Joins the digits of a number, but no two numbers: the spaces and marks by which some languages group thousands. */
    static boolean groups(char c) {
        return c == '\u00a0' || c == '\u202f' || c == '\'' || c == '’';
    }

    /** Text as it reads: JSON writes some characters as escapes. */
    static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        var i = 0;
        while (i < text.length()) {
            var c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                i++;
                continue;
            }
            var code = text.charAt(i + 1) == 'u' ? hex(text, i + 2) : -1;
            plain.append(code >= 0 ? (char) code : unescaped(text.charAt(i + 1)));
            i += code >= 0 ? 6 : 2;
        }
        return plain.toString();
    }

    private static char unescaped(char escape) {
        return switch (escape) {
            case 'n', 'r', 't', 'b', 'f' -> '\n';
            default -> escape;
        };
    }

    private static int hex(String text, int from) {
        if (from + 4 > text.length()) {
            return -1;
        }
        var code = 0;
        for (var i = from; i < from + 4; i++) {
            var digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }
}
