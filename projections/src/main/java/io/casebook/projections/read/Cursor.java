package io.casebook.projections.read;

import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Ids;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The place in the list after which the next part begins: the last conversation's time and id. */
record Cursor(Instant updated, String id) {

    static @Nullable Cursor parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        var cut = text.indexOf('_');
        try {
            if (cut > 0 && Ids.valid(text.substring(cut + 1))) {
                return new Cursor(Instant.parse(text.substring(0, cut)), text.substring(cut + 1));
            }
        } catch (DateTimeException e) {
            throw wrong();
        }
        throw wrong();
    }

    @Override
    public String toString() {
        return updated + "_" + id;
    }

    private static ApiException wrong() {
        return ApiException.invalid("after", "`after` is no place in the list; send the `next` of the part before");
    }
}
