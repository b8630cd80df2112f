package io.casebook.tools.http;

import io.casebook.tools.run.Attempt;

/** What came of sending a request once. */
sealed interface Exchange {
    /** The server answered. */
    record Answered(HttpAnswer answer) implements Exchange {}

    /** It did not, or not in full. */
    record Failed(Attempt attempt) implements Exchange {}
}
