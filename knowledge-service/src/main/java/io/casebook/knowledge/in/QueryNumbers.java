package io.casebook.knowledge.in;

import io.casebook.platform.http.ApiException;
import org.jspecify.annotations.Nullable;

/** Numbers in the query of an address. */
final class QueryNumbers {
    private QueryNumbers() {}

    /** A whole number within bounds, or the default where it is not given. */
    static int whole(String name, @Nullable String text, int least, int most, int otherwise) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            var number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same refusal as for a number out of bounds.
        }
        throw ApiException.invalid(name, "`%s` must be a whole number from %d to %d".formatted(name, least, most));
    }
}
