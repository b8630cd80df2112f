package io.casebook.knowledge.passages;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Collects headings and blocks in reading order into sections. */
final class SectionBuilder {
    /** What is longer is text that somebody marked as a heading. */
    static final int LONGEST_HEADING = 200;

    private record Heading(int level, String text) {}

    private final Deque<Heading> path = new ArrayDeque<>();
    private final List<Section> sections = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    void heading(int level, String text) {
        close();
        while (!path.isEmpty() && path.getLast().level() >= level) {
            path.removeLast();
        }
        if (text.length() > LONGEST_HEADING) {
            // Every passage below carries it: the path gets its beginning, and the text all of it.
            path.addLast(new Heading(level, beginning(text)));
            prose(text);
        } else if (!text.isBlank()) {
            path.addLast(new Heading(level, text));
        }
    }

    private static String beginning(String text) {
        var end = LONGEST_HEADING - 1;
        return text.substring(0, Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end) + "…";
    }

    void add(Block block) {
        if (!block.text().isBlank()) {
            blocks.add(block);
        }
    }

    void prose(String text) {
        add(new Block.Prose(text.strip()));
    }

    List<Section> build() {
        close();
        return List.copyOf(sections);
    }

    private void close() {
        if (!blocks.isEmpty()) {
            sections.add(new Section(path.stream().map(Heading::text).toList(), blocks));
            blocks.clear();
        }
    }
}
