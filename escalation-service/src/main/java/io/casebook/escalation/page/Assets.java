package io.casebook.escalation.page;

import io.casebook.schemas.ContentHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Names the version of the page's script and style in their addresses, so that a browser never mixes two of them. */
final class Assets {
    private static final String FOLDER = "/META-INF/resources/assets/";

    private Assets() {}

    /** Changes whenever the script or a style does. */
    static String version() {
        return ContentHash.of(text("desk/desk.js"), text("desk/desk.css"), text("pages.css"));
    }

    private static String text(String name) {
        try (var in = Assets.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the page's " + name + " is missing; rebuild the module");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's " + name + " cannot be read", e);
        }
    }
}
