package io.casebook.knowledge.passages;

import java.util.List;
import java.util.regex.Pattern;

/** The structure of a plain text: paragraphs between empty lines, and lists where every line is an item. */
final class TextSections {
    private static final Pattern GAP = Pattern.compile("\n[ \t]*\n\\s*");
    private static final Pattern ITEM = Pattern.compile("\\s*(?:[-*•]|\\d{1,3}[.)])\\s+\\S.*");

    private TextSections() {}

    static List<Section> of(String body) {
        var builder = new SectionBuilder();
        for (var paragraph : GAP.split(body.strip())) {
            var lines = paragraph.lines().map(String::stripTrailing).toList();
            if (lines.size() > 1
                    && lines.stream().allMatch(line -> ITEM.matcher(line).matches())) {
                builder.add(new Block.Listing(lines.stream().map(String::strip).toList()));
            } else {
                builder.prose(String.join("\n", lines));
            }
        }
        return builder.build();
    }
}
