package io.casebook.platform.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids that come from outside. */
public final class Ids {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private Ids() {}

    /** True when an id has 1 to 128 letters, digits, dots, underscores, colons and hyphens. */
    public static boolean valid(@Nullable String value) {
        return value != null && VALID.matcher(value).matches();
    }

    /**
     * The id, if it is one.
     *
     * @param field what to call it towards the caller
     * @throws ApiException invalid_argument, naming the field
     */
    public static String requireValid(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw ApiException.invalid(field, "`%s` is missing; send an id of 1 to 128 characters".formatted(field));
        }
        if (!valid(value)) {
            throw ApiException.invalid(
                    field,
                    "`%s` is not a valid id; use 1 to 128 letters, digits, dots, underscores, colons and hyphens"
                            .formatted(field));
        }
        return value;
    }
}
