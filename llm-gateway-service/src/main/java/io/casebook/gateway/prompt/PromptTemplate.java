package io.casebook.gateway.prompt;

import io.casebook.platform.definition.PromptText;
import java.util.Map;

/**
 * A text with places for values, under the name of what it is for.
 *
 * @param name what it is for
 * @param text the compiled text
 */
record PromptTemplate(String name, PromptText text) {

    /** Name and fingerprint: a changed text has another version. */
    String version() {
        return name + "-" + text.fingerprint();
    }

    /** The text with its values; a place without a value becomes empty. */
    String fill(Map<String, String> values) {
        return text.fill(values);
    }
}
