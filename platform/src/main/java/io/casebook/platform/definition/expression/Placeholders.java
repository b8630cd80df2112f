package io.casebook.platform.definition.expression;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text with placeholders: {@code {path.to.value}}, {@code {path.to.value | date}} in a format, and {@code {{} or {@code }}} for a brace
 * itself.
 */
final class Placeholders {

    private static final Pattern PATH = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z0-9_-]+){0,15}");

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final String source;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int line;

    private Placeholders(String source) {
        this.source = source;
    }

    /** A part of a text. */
    sealed interface Piece {}

    /** Words that stand for themselves. */
    record Literal(String text) implements Piece {}

    /** A value to put in, as it stands or in a format. */
    record Placeholder(
            String name, List<String> path, @Nullable Format format, int line) implements Piece {}

    /** The pieces of a text, or what is wrong with it. */
    record Reading(List<Piece> pieces, List<Fault> faults) {}

    static Reading read(String source) {
        return new Placeholders(source).read();
    }

    private Reading read() {
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '{' || c == '}') {
                at = doubled(at) ? escape(at) : c == '{' ? placeholder(at) : stray(at);
            } else {
                line += c == '\n' ? 1 : 0;
                literal.append(c);
                at++;
            }
        }
        flush();
        return new Reading(List.copyOf(pieces), List.copyOf(faults));
    }

    private boolean doubled(int at) {
        return at + 1 < source.length() && source.charAt(at + 1) == source.charAt(at);
    }

    private int escape(int at) {
        literal.append(source.charAt(at));
        return at + 2;
    }

    private int stray(int at) {
        literal.append(source.charAt(at));
        return at + 1;
    }

    private int placeholder(int at) {
        int end = source.indexOf('}', at);
        String inside = end < 0 ? "" : source.substring(at + 1, end);
        int bar = inside.indexOf('|');
        String name = (bar < 0 ? inside : inside.substring(0, bar)).strip();
        if (!PATH.matcher(name).matches()) {
            faults.add(new Fault(
                    end < 0 ? "a { is never closed" : "{" + name + "} is not a placeholder",
                    line,
                    "write {name} or {name.part}, and {{ for a brace itself"));
            return end < 0 ? source.length() : end + 1;
        }
        Format format = bar < 0 ? null : format(inside.substring(bar + 1).strip());
        flush();
        pieces.add(new Placeholder(name, path(name), format, line));
        return end + 1;
    }

    private static List<String> path(String name) {
        return List.of(name.split("\\."));
    }

    private @Nullable Format format(String written) {
        String[] words = written.split("\\s+");
        Format format = switch (words[0]) {
            case "date" -> Format.When.DATE;
            case "time" -> Format.When.TIME;
            case "datetime" -> Format.When.DATETIME;
            case "number" -> new Format.Amount();
            case "money" -> words.length == 2 ? money(words[1]) : null;
            default -> null;
        };
        boolean money = words[0].equals("money");
        if (!Format.NAMES.contains(words[0])) {
            faults.add(new Fault("no format is called " + words[0], line, Spelling.hint(words[0], Format.NAMES)));
        } else if (format == null || (!money && words.length > 1)) {
            faults.add(new Fault(
                    written + " is not a format",
                    line,
                    money ? "write money EUR, or money and where the currency stands" : "write " + words[0]));
        }
        return format;
    }

    private static @Nullable Format money(String currency) {
        if (CURRENCY.matcher(currency).matches()) {
            Currency known = Formats.currency(currency);
            return known == null ? null : new Format.Money(known, List.of());
        }
        return PATH.matcher(currency).matches() ? new Format.Money(null, path(currency)) : null;
    }

    private void flush() {
        if (!literal.isEmpty()) {
            pieces.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
