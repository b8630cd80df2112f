package io.casebook.tools.sandbox;

import tools.jackson.databind.JsonNode;

/** What a call of a rehearsal is answered with. */
public sealed interface Recorded {
    /** What the tool returned, or would have: it is told as an answer of the tool is. */
    record Returned(JsonNode content) implements Recorded {}

    /** What was told of an answer, as the log has it. */
    record Told(JsonNode content) implements Recorded {}

    /** That it failed, and why. */
    record Failed(String reason) implements Recorded {}
}
