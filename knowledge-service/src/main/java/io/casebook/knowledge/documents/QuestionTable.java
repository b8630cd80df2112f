package io.casebook.knowledge.documents;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads tables of questions and answers: comma separated values with a line of column names, as in RFC 4180. */
public final class QuestionTable {
    /** Most rows of a table. */
    public static final int MAX_ROWS = 5_000;

    private static final String QUESTION = "question";
    private static final String ANSWER = "answer";

    /**
     * A question and its answer.
     *
     * @param line line of the file, from 1
     * @param question the question
     * @param answer the answer
     * @param more the other columns that have a value, by name
     */
    public record Row(int line, String question, String answer, Map<String, String> more) {
        public Row {
            more = Map.copyOf(more);
        }
    }

    private QuestionTable() {}

    /**
     * Reads a table.
     *
     * @param columns the columns that it may have beside question and answer
     * @throws UnreadableDocumentException if a column is missing or unknown, or a row has no question or answer; nothing is taken then
     */
    public static List<Row> read(String text, Set<String> columns) throws UnreadableDocumentException {
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .setTrim(true)
                .setDelimiter(delimiter(text))
                .get();
        try (var parser = CSVParser.parse(new StringReader(text), format)) {
            checkColumns(parser.getHeaderNames(), columns);
            return rows(parser);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new UnreadableDocumentException("is no table of comma separated values: " + e.getMessage());
        }
    }

    private static List<Row> rows(CSVParser parser) throws UnreadableDocumentException {
        var rows = new ArrayList<Row>();
        var names = parser.getHeaderNames();
        var line = 2;
        for (var record : parser) {
            if (rows.size() == MAX_ROWS) {
                throw new UnreadableDocumentException(line, "has more than " + MAX_ROWS + " rows; split the file");
            }
            rows.add(row(record, names, line));
            line = (int) parser.getCurrentLineNumber() + 1;
        }
        if (rows.isEmpty()) {
            throw new UnreadableDocumentException("has no row below the names of the columns; write the questions");
        }
        return rows;
    }

    private static Row row(CSVRecord record, List<String> names, int line) throws UnreadableDocumentException {
        if (!record.isConsistent()) {
            throw new UnreadableDocumentException(
                    line,
                    "the row has %d values for %d columns; put quotes around values with commas"
                            .formatted(record.size(), names.size()));
        }
        var values = new LinkedHashMap<String, String>();
        for (var name : names) {
            if (!record.get(name).isEmpty()) {
                values.put(name.toLowerCase(Locale.ROOT), record.get(name));
            }
        }
        return new Row(line, required(values, QUESTION, line), required(values, ANSWER, line), values);
    }

    private static String required(Map<String, String> values, String column, int line)
            throws UnreadableDocumentException {
        var value = values.remove(column);
        if (value == null) {
            throw new UnreadableDocumentException(
                    line, "the row has no `" + column + "`; fill it in or delete the row");
        }
        return value;
    }

    private static void checkColumns(List<String> names, Set<String> columns) throws UnreadableDocumentException {
        var lower = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (!lower.contains(QUESTION) || !lower.contains(ANSWER)) {
            throw new UnreadableDocumentException(
                    1, "the first line must name the columns, among them `question` and `answer`");
        }
        for (var name : lower) {
            if (!name.equals(QUESTION) && !name.equals(ANSWER) && !columns.contains(name)) {
                throw new UnreadableDocumentException(
                        1,
                        "unknown column `%s`; known are: question, answer, %s"
                                .formatted(
                                        name,
                                        String.join(
                                                ", ", columns.stream().sorted().toList())));
            }
        }
    }

    /** Spreadsheets in countries with decimal commas write semicolons. */
    private static char delimiter(String text) {
        var header = text.lines().findFirst().orElse("");
        return header.indexOf(';') >= 0 && header.indexOf(',') < 0 ? ';' : ',';
    }
}
