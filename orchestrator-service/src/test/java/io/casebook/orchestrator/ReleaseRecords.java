package io.casebook.orchestrator;

import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.utils.Bytes;

/** What a release left behind in Kafka, as {@code RecordRelease} wrote it down. */
final class ReleaseRecords {
    private final List<Kept> all = new ArrayList<>();

    /**
     * A record.
     *
     * @param topic its topic without the prefix
     * @param partition its partition there
     * @param at when it was written
     * @param key its key
     * @param value its value
     */
    record Kept(String topic, int partition, Instant at, Bytes key, Bytes value) {}

    private ReleaseRecords() {}

    /** The records of a release, in the order of their topics. */
    static ReleaseRecords of(String release) throws IOException {
        var records = new ReleaseRecords();
        var resource = "/releases/%s.records.gz".formatted(release);
        try (var file = Objects.requireNonNull(ReleaseRecords.class.getResourceAsStream(resource), resource);
                var in = new DataInputStream(new GZIPInputStream(file))) {
            while (true) {
                var topic = in.read();
                if (topic < 0) {
                    return records;
                }
                var name = new byte[topic << 8 | in.read()];
                in.readFully(name);
                records.all.add(new Kept(
                        new String(name, java.nio.charset.StandardCharsets.UTF_8),
                        in.readInt(),
                        Instant.ofEpochMilli(in.readLong()),
                        bytes(in),
                        bytes(in)));
            }
        }
    }

    private static Bytes bytes(DataInputStream in) throws IOException {
        var bytes = new byte[Math.max(0, in.readInt())];
        in.readFully(bytes);
        return Bytes.wrap(bytes);
    }

    /** The records of a topic, in their order within each partition. */
    List<Kept> of(String topic, boolean changelog) {
        var name = changelog ? "orchestrator-" + topic + "-changelog" : topic;
        return all.stream().filter(record -> record.topic().equals(name)).toList();
    }

    /** When the newest of them was written. */
    Instant end() {
        return all.stream().map(Kept::at).max(Instant::compareTo).orElseThrow();
    }
}
