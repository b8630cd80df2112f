package io.casebook.conversation.definition;

import java.util.List;
import java.util.stream.Collectors;

/** What became of a template: the whole text, or the places that nothing filled. A text with a hole is never shown. */
public sealed interface Rendered {

    /**
     * Every placeholder had a value.
     *
     * @param text the text; for an argument template a JSON object
     */
    record Complete(String text) implements Rendered {}

    /**
     * Something was missing.
     *
     * @param holes the placeholders without a usable value, in their order, at least one
     */
    record Incomplete(List<Hole> holes) implements Rendered {
        public Incomplete {
            holes = List.copyOf(holes);
            if (holes.isEmpty()) {
                throw new IllegalArgumentException("an incomplete text names its holes");
            }
        }

        /** The holes in one line, without personal text. */
        public String describe() {
            return holes.stream().map(Hole::toString).collect(Collectors.joining("; "));
        }
    }

    /**
     * A placeholder without a usable value.
     *
     * @param placeholder what stands between the braces
     * @param reason why it has none, without personal text
     */
    record Hole(String placeholder, String reason) {
        @Override
        public String toString() {
            return "{" + placeholder + "} " + reason;
        }
    }
}
