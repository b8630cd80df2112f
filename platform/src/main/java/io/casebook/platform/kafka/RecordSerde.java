package io.casebook.platform.kafka;

import io.casebook.schemas.UnreadableRecordException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The values of one topic to bytes and back: by Casebook's own codec, or by the serializer that the configuration names, so that
 * a cluster with its own registry needs no code change.
 *
 * @param <V> the value
 */
public final class RecordSerde<V extends SpecificRecord> implements Serde<V> {
    private final Topic<V> topic;
    private final Serializer<V> serializer;
    private final Deserializer<V> deserializer;

    /** A serde with Casebook's own codec. */
    public RecordSerde(Topic<V> topic) {
        this(topic, SerdeSettings.OWN);
    }

    /**
     * @throws KafkaException if a class that the settings name is not on the class path or cannot be made
     */
    public RecordSerde(Topic<V> topic, SerdeSettings settings) {
        this.topic = topic;
        this.serializer = settings.serializer() == null ? ownSerializer() : foreignSerializer(settings);
        this.deserializer = settings.deserializer() == null ? ownDeserializer() : foreignDeserializer(settings);
    }

    /** The topic whose values these are. */
    public Topic<V> topic() {
        return topic;
    }

    /** A value as bytes. */
    public byte[] encode(V value) {
        return serializer.serialize(topic.name(), value);
    }

    /**
     * The value in these bytes.
     *
     * @throws UnreadableRecordException if they are no such value
     */
    public V decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new UnreadableRecordException(
                    "unreadable", "the record has no value; topics of Casebook have no tombstones");
        }
        try {
            return deserializer.deserialize(topic.name(), bytes);
        } catch (UnreadableRecordException e) {
            throw e;
        } catch (KafkaException | AvroRuntimeException | ClassCastException | NullPointerException e) {
            throw new UnreadableRecordException(
                    "unreadable",
                    "the configured deserializer could not read the value: "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    @Override
    public Serializer<V> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<V> deserializer() {
        return deserializer;
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }

    // Kafka's interfaces pass null for a record without a value and expect null back.
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    private Serializer<V> ownSerializer() {
        return (name, value) -> value == null ? null : topic.codec().encode(value);
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    private Deserializer<V> ownDeserializer() {
        return (name, bytes) -> bytes == null ? null : topic.codec().decode(bytes);
    }

    private static Serializer<Object> instance(String className, SerdeSettings settings) {
        @SuppressWarnings("unchecked")
        Serializer<Object> made = (Serializer<Object>) make(className, Serializer.class);
        made.configure(settings.properties(), false);
        return made;
    }

    private static <T> T make(String className, Class<T> kind) {
        try {
            return Utils.newInstance(className, kind);
        } catch (ClassNotFoundException e) {
            throw new KafkaException(
                    "the class %s is not on the class path; add its jar or leave the setting empty"
                            .formatted(className),
                    e);
        }
    }

    @SuppressWarnings("NullAway") // asked only where the class is set
    private Serializer<V> foreignSerializer(SerdeSettings settings) {
        var foreign = instance(settings.serializer(), settings);
        return new Serializer<>() {
            @Override
            public byte[] serialize(String name, V value) {
                return foreign.serialize(name, value);
            }

            @Override
            public void close() {
                foreign.close();
            }
        };
    }

    @SuppressWarnings({"NullAway", "unchecked"})
    private Deserializer<V> foreignDeserializer(SerdeSettings settings) {
        var foreign = (Deserializer<Object>) make(settings.deserializer(), Deserializer.class);
        foreign.configure(settings.properties(), false);
        return new Deserializer<>() {
            @Override
            public V deserialize(String name, byte[] bytes) {
                var decoded = foreign.deserialize(name, bytes);
                if (decoded == null) {
                    return null;
                }
                if (decoded instanceof IndexedRecord avro) {
                    return topic.codec().typed(avro);
                }
                throw new SerializationException("the deserializer %s gives %s, expected Avro records"
                        .formatted(
                                foreign.getClass().getName(), decoded.getClass().getName()));
            }

            @Override
            public void close() {
                foreign.close();
            }
        };
    }
}
