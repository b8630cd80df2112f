package io.casebook.knowledge.passages;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;

/** What of a page nobody is meant to read. */
final class Hidden {
    /** Elements whose words are not for readers. */
    private static final Set<String> SILENT = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "iframe",
            "object",
            "embed",
            "svg",
            "math",
            "head",
            "title",
            "nav",
            "form",
            "button",
            "select",
            "textarea",
            "input",
            "dialog",
            "canvas",
            "audio",
            "video");

    /** Elements that hold nothing, and so end where they begin. */
    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");

    private static final Pattern INVISIBLE =
            Pattern.compile("(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden)", Pattern.CASE_INSENSITIVE);

    /** Without one of these words a tag hides nothing by its attributes. */
    private static final Pattern ATTRIBUTES = Pattern.compile("hidden|style", Pattern.CASE_INSENSITIVE);

    private Hidden() {}

    static boolean isSilent(Element element) {
        return SILENT.contains(element.normalName())
                || element.hasAttr("hidden")
                || element.attr("aria-hidden").strip().toLowerCase(Locale.ROOT).equals("true")
                || INVISIBLE.matcher(element.attr("style")).find();
    }

    /**
     * Whether a start tag begins what nobody is meant to read.
     *
     * @param name its name, in lower case
     * @param tag the tag as it is written
     */
    static boolean isSilent(String name, String tag) {
        if (SILENT.contains(name)) {
            return true;
        }
        if (!ATTRIBUTES.matcher(tag).find()) {
            return false;
        }
        var element = Parser.xmlParser()
                .settings(ParseSettings.htmlDefault)
                .parseInput(tag, "")
                .firstElementChild();
        return element != null && isSilent(element);
    }

    static boolean isVoid(String name) {
        return VOID.contains(name);
    }
}
