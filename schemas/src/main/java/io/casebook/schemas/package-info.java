/**
 * The vocabulary of Casebook as code: every record that stands on a topic, how it is written to bytes and read back, and
 * the proof that today's code reads yesterday's log. The classes themselves are generated from {@code src/main/vocabulary}.
 */
@NullMarked
package io.casebook.schemas;

import org.jspecify.annotations.NullMarked;
