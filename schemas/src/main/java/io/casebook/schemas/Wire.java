package io.casebook.schemas;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

/** What the generated records need to turn Avro's decoded values into theirs and back. */
public final class Wire {
    private static final int NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000L;

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
        return instant((long) (Long) java.util.Objects.requireNonNull(micros));
    }

    /** A time as it goes on the wire; null stays null. */
    public static @Nullable Long toMicros(@Nullable Instant time) {
        return time == null
                ? null
                : Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    /** A time cut to what the wire carries, so that a record equals itself after a round trip. */
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // what stands behind the second is what is cut
    public static Instant micros(Instant time) {
        // Every copy of a record comes by here, and nearly all of them with a time that is cut already.
        return time.getNano() % NANOS_PER_MICRO == 0 ? time : time.truncatedTo(ChronoUnit.MICROS);
    }

    /** A time from the wire. */
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
    }

    /** Reads one value. */
    @FunctionalInterface
    public interface Reading<T> {
        /** The next value. */
        T next() throws IOException;
    }

    /** Reads an array. */
    public static <T> List<T> readList(Decoder in, Reading<T> each) throws IOException {
        var left = in.readArrayStart();
        if (left == 0) {
            return List.of();
        }
        var list = new ArrayList<T>();
        for (; left != 0; left = in.arrayNext()) {
            for (var i = 0L; i < left; i++) {
                list.add(each.next());
            }
        }
        return list;
    }

    /** Reads a map. */
    public static <T> Map<String, T> readMap(Decoder in, Reading<T> each) throws IOException {
        var left = in.readMapStart();
        if (left == 0) {
            return Map.of();
        }
        var map = new LinkedHashMap<String, T>();
        for (; left != 0; left = in.mapNext()) {
            for (var i = 0L; i < left; i++) {
                map.put(in.readString(), each.next());
            }
        }
        return map;
    }

    /** Reads a value that may be missing. */
    public static <T> @Nullable T readNullable(Decoder in, int nullIndex, Reading<T> some) throws IOException {
        var index = in.readIndex();
        if (index == nullIndex) {
            return null;
        }
        if (index != 1 - nullIndex) {
            throw outOfRange("a value that may be missing", index);
        }
        return some.next();
    }

    /** The symbol of an enumeration at a place that was read. */
    public static <E> E symbol(List<E> symbols, int index) {
        if (index < 0 || index >= symbols.size()) {
            throw outOfRange("an enumeration of " + symbols.size() + " symbols", index);
        }
        return symbols.get(index);
    }

    /** The error of bytes that name a member which is not there. */
    public static AvroTypeException outOfRange(String of, int index) {
        return new AvroTypeException("%s has no member %d".formatted(of, index));
    }

    /** The error of somebody who writes on what only a newer version can write. */
    public static AvroRuntimeException unknown(IndexedRecord member) {
        return new AvroRuntimeException("this version cannot write a %s, which is newer"
                .formatted(member.getSchema().getFullName()));
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
