package io.casebook.projections.api;

import io.casebook.platform.http.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statuses by which conversations are picked. */
public final class Statuses {
    /** All there are. */
    public static final List<String> ALL = List.of("active", "observing", "finished", "cancelled");

    private Statuses() {}

    /**
     * The status, or null for all.
     *
     * @throws ApiException invalid_argument where there is no such status
     */
    public static @Nullable String parse(@Nullable String status) {
        if (status == null || status.isEmpty()) {
            return null;
        }
        if (!ALL.contains(status)) {
            throw ApiException.invalid("status", "`status` is not one of " + String.join(", ", ALL));
        }
        return status;
    }
}
