package io.casebook.knowledge.passages;

import java.util.List;

/** A piece of an article that reads as one. */
sealed interface Block {

    /** The block as plain text. */
    String text();

    /** Running text. */
    record Prose(String text) implements Block {}

    /** Text whose line breaks and spaces matter. */
    record Verbatim(String text) implements Block {}

    /**
     * A list.
     *
     * @param items each with its bullet or number, possibly of several lines
     */
    record Listing(List<String> items) implements Block {
        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public String text() {
            return String.join("\n", items);
        }
    }

    /**
     * A table.
     *
     * @param header the row of headings; empty where there is none
     * @param rows the other rows
     */
    record Table(String header, List<String> rows) implements Block {
        public Table {
            rows = List.copyOf(rows);
        }

        @Override
        public String text() {
            var body = String.join("\n", rows);
            return header.isEmpty() ? body : header + "\n" + body;
        }
    }
}
