package io.casebook.schemas;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** What the generated records need to turn Avro's decoded values into theirs and back. */
public final class Wire {
    private Wire() {}

    /**
     * The value of a field, whatever version of the record was decoded: by position where it is ours, else by name, else our
     * default.
     */
    @SuppressWarnings("ReferenceEquality") // comparing two schemas field by field would cost more than reading by name
    public static @Nullable Object field(IndexedRecord from, Schema ours, int position) {
        var theirs = from.getSchema();
        if (theirs == ours) {
            return from.get(position);
        }
        var field = ours.getFields().get(position);
        var their = theirs.getField(field.name());
        return their != null ? from.get(their.pos()) : GenericData.get().getDefaultValue(field);
    }

    /** A decoded string. */
    public static String string(@Nullable Object value) {
        return String.valueOf(value);
    }

    /** A decoded timestamp in microseconds. */
    public static Instant instant(@Nullable Object micros) {
        if (micros instanceof Instant already) {
            return already;
        }
        return Instant.EPOCH.plus((Long) java.util.Objects.requireNonNull(micros), ChronoUnit.MICROS);
    }

    /** A time as it goes on the wire; null stays null. */
    public static @Nullable Long toMicros(@Nullable Instant time) {
        return time == null
                ? null
                : Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    /** A time cut to what the wire carries, so that a record equals itself after a round trip. */
    public static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /** A decoded list. */
    public static <T> List<T> list(@Nullable Object values, Function<Object, T> each) {
        var list = new ArrayList<T>();
        for (var value : (Collection<?>) java.util.Objects.requireNonNull(values)) {
            list.add(each.apply(value));
        }
        return list;
    }

    /** A decoded map. */
    public static <T> Map<String, T> map(@Nullable Object values, Function<Object, T> each) {
        var map = new LinkedHashMap<String, T>();
        ((Map<?, ?>) java.util.Objects.requireNonNull(values))
                .forEach((key, value) -> map.put(string(key), each.apply(value)));
        return map;
    }

    /** A decoded value that may be missing. */
    public static <T> @Nullable T nullable(@Nullable Object value, Function<Object, T> some) {
        return value == null ? null : some.apply(value);
    }

    /** The error of somebody who wants to change a record. */
    public static UnsupportedOperationException immutable(Schema schema) {
        return new UnsupportedOperationException(
                schema.getFullName() + " is immutable; make another with its with... methods");
    }
}
