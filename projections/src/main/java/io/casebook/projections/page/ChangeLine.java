package io.casebook.projections.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.projections.timeline.Change;
import org.jspecify.annotations.Nullable;

/**
 * A change of the state as a line of the page.
 *
 * @param path where
 * @param before what stood there; empty where nothing did
 * @param after what stands there; empty where nothing does
 */
public record ChangeLine(String path, String before, String after) {
    private static final int LONGEST = 400;

    static ChangeLine of(Change change) {
        return new ChangeLine(change.path(), text(change.before()), text(change.after()));
    }

    private static String text(@Nullable JsonNode node) {
        if (node == null) {
            return "";
        }
        var text = node.isTextual() ? node.asText() : node.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
