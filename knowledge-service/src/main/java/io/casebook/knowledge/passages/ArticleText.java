package io.casebook.knowledge.passages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the text of an article says about itself, by its format: {@code markdown}, {@code html} or {@code text}. */
public final class ArticleText {
    /** The formats that can be read. */
    public static final List<String> FORMATS = List.of("markdown", "html", "text");

    private ArticleText() {}

    /** The title that the text carries: its first heading, the title of the page, or a short first line. Null where there is none. */
    public static @Nullable String title(String format, String body) {
        if (format.equals("html")) {
            var title = HtmlTree.of(body).title().strip();
            if (!title.isEmpty()) {
                return title;
            }
        }
        if (format.equals("text")) {
            return body.lines()
                    .findFirst()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && line.length() <= 100)
                    .orElse(null);
        }
        return sections(format, body).stream()
                .filter(section -> !section.path().isEmpty())
                .map(section -> section.path().getFirst())
                .findFirst()
                .orElse(null);
    }

    /** The language that a page of HTML names; null where it names none. */
    public static @Nullable String language(String format, String body) {
        if (!format.equals("html")) {
            return null;
        }
        var page = HtmlTree.of(body).selectFirst("html");
        var language = page == null ? "" : page.attr("lang").strip();
        return language.isEmpty() ? null : language;
    }

    /** Whether all of a text can be read; what has far more markup than people write is read in part. */
    public static boolean isWhole(String format, String body) {
        return !format.equals("html") || HtmlTree.read(body).whole();
    }

    static List<Section> sections(String format, String body) {
        return switch (format) {
            case "html" -> HtmlSections.of(body);
            case "text" -> TextSections.of(body);
            default -> MarkdownSections.of(body);
        };
    }
}
