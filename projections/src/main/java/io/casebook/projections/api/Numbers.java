package io.casebook.projections.api;

import io.casebook.platform.http.ApiException;

/** Numbers in queries. */
public final class Numbers {
    private Numbers() {}

    /**
     * A whole number within bounds.
     *
     * @throws ApiException invalid_argument, naming the field
     */
    public static long between(String field, String text, long least, long most) {
        try {
            var number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(field, least, most);
        }
        throw wrong(field, least, most);
    }

    private static ApiException wrong(String field, long least, long most) {
        return ApiException.invalid(
                field,
                most == Long.MAX_VALUE
                        ? "`%s` must be a whole number, %d or more".formatted(field, least)
                        : "`%s` must be a whole number from %d to %d".formatted(field, least, most));
    }
}
