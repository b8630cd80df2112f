package io.casebook.platform.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** What a path of names leads to. */
sealed interface Lookup {

    /** A value that can be used. */
    record Found(JsonNode value) implements Lookup {}

    /** Nothing that can be used, and why, without personal text. */
    record Absent(String reason) implements Lookup {}
}
