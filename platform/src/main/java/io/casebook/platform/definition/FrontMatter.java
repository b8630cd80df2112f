package io.casebook.platform.definition;

import org.jspecify.annotations.Nullable;

/**
 * A markdown file with YAML on top, between two lines of {@code ---}.
 *
 * @param yaml the text between them
 * @param linesBefore lines of the file above that text
 * @param body what follows
 * @param bodyLine line of the file on which that begins
 */
record FrontMatter(String yaml, int linesBefore, String body, int bodyLine) {

    private static final String FENCE = "---";

    /** Splits a file; null, and a problem, where it has no front matter. */
    static @Nullable FrontMatter of(String text, Problems.InFile problems) {
        String[] lines = text.split("\n", -1);
        int start = 0;
        while (start < lines.length && lines[start].isBlank()) {
            start++;
        }
        if (start == lines.length || !lines[start].stripTrailing().equals(FENCE)) {
            problems.error(
                    Math.min(start, lines.length - 1) + 1,
                    "the file has no front matter",
                    "begin it with ---, when: ..., ---");
            return null;
        }
        StringBuilder yaml = new StringBuilder();
        for (int i = start + 1; i < lines.length; i++) {
            if (lines[i].stripTrailing().equals(FENCE)) {
                return new FrontMatter(yaml.toString(), start + 1, rest(lines, i + 1), i + 2);
            }
            yaml.append(lines[i]).append('\n');
        }
        problems.error(start + 1, "the front matter is never closed", "end it with a line of ---");
        return null;
    }

    private static String rest(String[] lines, int from) {
        StringBuilder body = new StringBuilder();
        for (int i = from; i < lines.length; i++) {
            body.append(lines[i]).append('\n');
        }
        return body.toString().strip();
    }
}
