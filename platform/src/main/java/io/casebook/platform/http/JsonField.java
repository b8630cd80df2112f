package io.casebook.platform.http;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One field of a body, of the right type or absent.
 *
 * @param <T> the type
 */
public final class JsonField<T> {
    private final String path;
    private final String expected;
    private final @Nullable T value;

    JsonField(String path, String expected, @Nullable T value) {
        this.path = path;
        this.expected = expected;
        this.value = value;
    }

    /**
     * The value.
     *
     * @throws ApiException invalid_argument, naming the field, where it is absent
     */
    public T required() {
        if (value == null) {
            throw ApiException.invalid(path, "`%s` is missing; send %s".formatted(path, expected));
        }
        return value;
    }

    /** The value; null where it is absent. */
    public @Nullable T orNull() {
        return value;
    }

    /** The value, or another one where it is absent. */
    public T or(T otherwise) {
        return value == null ? otherwise : value;
    }

    JsonField<T> checked(UnaryOperator<T> check) {
        return value == null ? this : new JsonField<>(path, expected, check.apply(value));
    }
}
