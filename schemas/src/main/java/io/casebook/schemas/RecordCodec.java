package io.casebook.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records of one type to bytes and back, in the wire format of schema registries: a zero byte, the schema's id in four bytes,
 * most significant first, then Avro binary.
 *
 * <p>Reads what any known version wrote. A member of a union that only the writer knows is kept raw (the sealed families'
 * {@code Unknown}) instead of failing. Thread-safe.
 *
 * @param <T> the record
 */
public final class RecordCodec<T extends SpecificRecord> {
    private static final byte MAGIC = 0;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final int INITIAL_BUFFER = 512;
    private static final EncoderFactory ENCODERS = new EncoderFactory().configureBufferSize(INITIAL_BUFFER);

    static {
        // Damaged bytes can name a length of gigabytes, which Avro would allocate before it finds out.
        limit("org.apache.avro.limits.bytes.maxLength", 16 * 1024 * 1024);
        limit("org.apache.avro.limits.string.maxLength", 16 * 1024 * 1024);
        limit("org.apache.avro.limits.collectionItems.maxLength", 100_000);
    }

    private static void limit(String property, int most) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(most));
        }
    }

    private final Schema schema;
    private final int id;
    private final Function<IndexedRecord, T> typed;
    private final IntFunction<@Nullable Schema> writers;
    private final @Nullable DirectReader<T> direct;
    private final GenericDatumWriter<T> writer;
    private final Map<Integer, GenericDatumReader<IndexedRecord>> readers = new ConcurrentHashMap<>();

    /**
     * Reads a record from bytes of today's schema.
     *
     * @param <T> the record
     */
    @FunctionalInterface
    public interface DirectReader<T> {
        /** Reads the fields in the order of the schema. */
        T read(Decoder in) throws IOException;
    }

    /**
     * @param schema today's schema of the record
     * @param typed makes the record from a decoded one, e.g. {@code ConversationEvent::of}
     */
    public RecordCodec(Schema schema, Function<IndexedRecord, T> typed) {
        this(schema, typed, null, Schemas::byId);
    }

    /**
     * A codec that reads today's bytes without a detour.
     *
     * @param schema today's schema of the record
     * @param typed makes the record from a decoded one, e.g. {@code ConversationEvent::of}
     * @param direct makes it from today's bytes, e.g. {@code ConversationEvent::readFrom}
     */
    public RecordCodec(Schema schema, Function<IndexedRecord, T> typed, DirectReader<T> direct) {
        this(schema, typed, direct, Schemas::byId);
    }

    /**
     * A codec that finds schemas elsewhere.
     *
     * @param schema today's schema of the record
     * @param typed makes the record from a decoded one
     * @param direct makes it from today's bytes; null takes the detour for them too
     * @param writers finds the schema that an id stands for; answers null where it is not known
     */
    public RecordCodec(
            Schema schema,
            Function<IndexedRecord, T> typed,
            @Nullable DirectReader<T> direct,
            IntFunction<@Nullable Schema> writers) {
        this.schema = schema;
        this.id = Schemas.idOf(schema);
        this.typed = typed;
        this.writers = writers;
        this.direct = direct;
        this.writer = new GenericDatumWriter<>(schema);
    }

    /** The schema that this codec writes. */
    public Schema schema() {
        return schema;
    }

    /** The record that another Avro deserializer has already decoded. */
    public T typed(IndexedRecord decoded) {
        return typed.apply(decoded);
    }

    /** Encodes a record. */
    public byte[] encode(T record) {
        var out = new ByteArrayOutputStream(INITIAL_BUFFER);
        out.write(MAGIC);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        var encoder = ENCODERS.binaryEncoder(out, null);
        try {
            if (record instanceof DirectRecord direct) {
                direct.writeTo(encoder);
            } else {
                writer.write(record, encoder);
            }
            encoder.flush();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    /**
     * Decodes a record.
     *
     * @throws UnreadableRecordException if the bytes are not such a record, or their schema is not known
     */
    public T decode(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != MAGIC) {
            throw new UnreadableRecordException(
                    "unreadable",
                    "the value does not begin with a zero byte and a schema id; write it with a registry-aware Avro serializer");
        }
        var writerId = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        var read = direct != null && writerId == id ? direct : resolving(writerId);
        try {
            var decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
            var record = read.read(decoder);
            if (!decoder.isEnd()) {
                throw new UnreadableRecordException(
                        "unreadable", "bytes are left over after the record " + schema.getFullName());
            }
            return record;
        } catch (UnreadableRecordException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Avro throws a dozen kinds of exceptions at damaged bytes.
            throw new UnreadableRecordException(
                    "unreadable",
                    "the bytes are no %s: %s"
                            .formatted(schema.getFullName(), e.getClass().getSimpleName()),
                    e);
        }
    }

    private DirectReader<T> resolving(int writerId) {
        var known = readers.get(writerId);
        if (known == null) {
            known = reader(writerId);
            readers.put(writerId, known);
        }
        var reader = known;
        return in -> typed.apply(reader.read(null, in));
    }

    private GenericDatumReader<IndexedRecord> reader(int writerId) {
        if (writerId == id) {
            return new GenericDatumReader<>(schema, schema);
        }
        var written = writers.apply(writerId);
        if (written == null) {
            throw new UnreadableRecordException(
                    "unknown_schema",
                    "no schema with id %d is known here; upgrade this service or set the registry that knows it"
                            .formatted(writerId));
        }
        if (!written.getFullName().equals(schema.getFullName())) {
            throw new UnreadableRecordException(
                    "unreadable",
                    "the value is a %s, expected a %s".formatted(written.getFullName(), schema.getFullName()));
        }
        return new GenericDatumReader<>(written, withUnknownMembers(written));
    }

    /** Our schema, with each union widened by the members that only the writer knows. */
    private Schema withUnknownMembers(Schema written) {
        var fields = new ArrayList<Schema.Field>();
        var widened = false;
        for (var field : schema.getFields()) {
            var their = written.getField(field.name());
            var type = field.schema();
            if (field.getProp("sealed") != null
                    && their != null
                    && their.schema().isUnion()) {
                var union = widen(type, their.schema());
                widened |= union.getTypes().size() > type.getTypes().size();
                type = union;
            }
            fields.add(new Schema.Field(field, type));
        }
        return widened
                ? Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields)
                : schema;
    }

    private static Schema widen(Schema ours, Schema theirs) {
        var members = new ArrayList<Schema>(ours.getTypes());
        var known = new HashSet<String>();
        ours.getTypes().forEach(member -> known.add(member.getFullName()));
        for (var member : theirs.getTypes()) {
            if (known.add(member.getFullName())) {
                members.add(member);
            }
        }
        return Schema.createUnion(members);
    }
}
