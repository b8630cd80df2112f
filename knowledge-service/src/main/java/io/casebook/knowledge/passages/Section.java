package io.casebook.knowledge.passages;

import java.util.List;

/**
 * What stands below one heading, up to the next.
 *
 * @param path the headings above it, the outermost first; empty above the first heading
 * @param blocks what stands there
 */
record Section(List<String> path, List<Block> blocks) {
    Section {
        path = List.copyOf(path);
        blocks = List.copyOf(blocks);
    }
}
