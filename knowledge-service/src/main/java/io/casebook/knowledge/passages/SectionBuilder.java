package io.casebook.knowledge.passages;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Collects headings and blocks in reading order into sections. */
final class SectionBuilder {
    private record Heading(int level, String text) {}

    private final Deque<Heading> path = new ArrayDeque<>();
    private final List<Section> sections = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    void heading(int level, String text) {
        close();
        while (!path.isEmpty() && path.getLast().level() >= level) {
            path.removeLast();
        }
        if (!text.isBlank()) {
            path.addLast(new Heading(level, text));
        }
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
