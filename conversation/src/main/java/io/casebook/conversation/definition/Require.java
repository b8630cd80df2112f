package io.casebook.conversation.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The checks that the records of this package share. A violation is a programming error: the compiler reports first. */
final class Require {

    private Require() {}

    static String text(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
        return value;
    }

    static Duration positive(Duration value, String what) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + " must be longer than zero, not " + value);
        }
        return value;
    }

    static Duration notNegative(Duration value, String what) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative, but is " + value);
        }
        return value;
    }

    static int atLeast(int minimum, int value, String what) {
        return (int) atLeast((long) minimum, (long) value, what);
    }

    static long atLeast(long minimum, long value, String what) {
        if (value < minimum) {
            throw new IllegalArgumentException(what + " must be at least " + minimum + ", not " + value);
        }
        return value;
    }

    static double share(double value, String what) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " must lie between 0 and 1, not " + value);
        }
        return value;
    }

    /** A copy that keeps its order: {@code Map.copyOf} iterates differently in every process, and prompts must not. */
    static <V> Map<String, V> orderedCopy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** A deep immutable copy of JSON-like data: maps, lists, text, numbers, booleans and null. */
    static Map<String, @Nullable Object> deepCopy(Map<String, ? extends @Nullable Object> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key, deepCopyOf(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object deepCopyOf(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, member) -> copy.put(String.valueOf(key), deepCopyOf(member)));
                yield Collections.unmodifiableMap(copy);
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(member -> copy.add(deepCopyOf(member)));
                yield Collections.unmodifiableList(copy);
            }
            case String text -> text;
            case Number number -> number;
            case Boolean flag -> flag;
            default ->
                throw new IllegalArgumentException(
                        "not JSON-like: " + value.getClass().getName());
        };
    }
}
