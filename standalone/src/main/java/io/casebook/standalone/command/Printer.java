package io.casebook.standalone.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Standard output, for people or, one JSON value a line, for machines. */
final class Printer {
    private final PrintWriter out;

    Printer(CommandSpec spec) {
        this.out = spec.commandLine().getOut();
    }

    /** A line for a person. */
    void line(String text) {
        out.println(text);
    }

    /** A value on one line. */
    void json(JsonNode value) {
        out.println(value);
    }

    /** A value over many lines. */
    void pretty(JsonNode value) {
        try {
            out.println(Api.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    /** Rows under headings, each column as wide as it needs; the last one takes what is left. */
    void table(List<String> headings, List<List<String>> rows) {
        var widths = new int[headings.size()];
        for (var column = 0; column < widths.length - 1; column++) {
            widths[column] = headings.get(column).length();
            for (var row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        row(headings, widths);
        rows.forEach(row -> row(row, widths));
    }

    private void row(List<String> cells, int[] widths) {
        var text = new StringBuilder();
        for (var column = 0; column < widths.length; column++) {
            var cell = cells.get(column);
            text.append(cell);
            if (column < widths.length - 1) {
                text.append(" ".repeat(widths[column] - cell.length() + 2));
            }
        }
        out.println(text.toString().stripTrailing());
    }
}
