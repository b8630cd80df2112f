package io.casebook.platform.definition.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a text with placeholders: {@code {path.to.value}}, and {@code {{} or {@code }}} for a brace itself. */
final class Placeholders {

    private static final Pattern PATH = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z0-9_-]+){0,15}");

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

    /** A value to put in. */
    record Placeholder(String name, List<String> path, int line) implements Piece {}

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
        String name = end < 0 ? "" : source.substring(at + 1, end).strip();
        if (!PATH.matcher(name).matches()) {
            faults.add(new Fault(
                    end < 0 ? "a { is never closed" : "{" + name + "} is not a placeholder",
                    line,
                    "write {name} or {name.part}, and {{ for a brace itself"));
            return end < 0 ? source.length() : end + 1;
        }
        flush();
        pieces.add(new Placeholder(name, List.of(name.split("\\.")), line));
        return end + 1;
    }

    private void flush() {
        if (!literal.isEmpty()) {
            pieces.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
