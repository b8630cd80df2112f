package io.casebook.projections.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Something of the state that an event changed.
 *
 * @param path where, e.g. {@code phase.steps}; for lists the list
 * @param before what stood there; null where nothing did
 * @param after what stands there; null where nothing does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Change(
        String path, @Nullable JsonNode before, @Nullable JsonNode after) {}
