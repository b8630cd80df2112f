package io.casebook.projections.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables as the API shows them.
 *
 * @param name by which they are rebuilt
 * @param state {@code starting}, {@code catching_up}, {@code following}, {@code rebuilding} or {@code failed}
 * @param file where they are
 * @param position the next offset of each partition of the log
 * @param lag how many offsets they are behind
 * @param rows rows of each table
 * @param progress how far catching up or rebuilding has come
 * @param fault why they cannot be used and what to do about it; left out where they can
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ProjectionView(
        String name,
        String state,
        String file,
        Map<Integer, Long> position,
        long lag,
        Map<String, Long> rows,
        ProgressView progress,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String fault) {

    /**
     * How far it has come.
     *
     * @param done offsets that are read
     * @param total offsets that were there at the beginning
     * @param percent the same in percent
     */
    record ProgressView(long done, long total, int percent) {}
}
