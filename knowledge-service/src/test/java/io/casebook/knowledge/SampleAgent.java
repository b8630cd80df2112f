package io.casebook.knowledge;

import java.nio.file.Path;

/** Where the sample agent is. */
public final class SampleAgent {
    /** Its articles. */
    public static final Path KNOWLEDGE = Path.of("..", "examples", "shop", "agent", "knowledge");

    private SampleAgent() {}
}
