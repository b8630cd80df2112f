package io.casebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.platform.kafka.Isolation;
import io.casebook.standalone.running.RunningCasebook;
import io.casebook.standalone.running.SharedCasebook;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Others read the log without a line of Casebook's code: plain Avro, and the schema from the registry's HTTP API. */
@ExtendWith(SharedCasebook.class)
class OpenLogIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int HEADER = 5;

    @Test
    void a_stock_avro_reader_understands_every_event(RunningCasebook casebook) {
        casebook.open("open-log");
        casebook.say("open-log", "m-1", "How long do I have to return a jacket?");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(casebook.log("open-log")).hasSizeGreaterThan(3));
        var events = raw(casebook).stream()
                .filter(record -> record.key().equals("open-log"))
                .map(record -> decode(casebook, record.value()))
                .toList();
        assertThat(events)
                .extracting(event -> event.get("conversation_id").toString())
                .containsOnly("open-log");
        assertThat(events).extracting(event -> event.get("sequence")).startsWith(1L, 2L, 3L);
        assertThat(events)
                .extracting(event ->
                        ((GenericRecord) event.get("payload")).getSchema().getName())
                .startsWith("ConversationStarted")
                .contains("CustomerMessageReceived");
    }

    private static List<ConsumerRecord<String, byte[]>> raw(RunningCasebook casebook) {
        try (var consumer = casebook.kafkaClients().consumer(null, Isolation.READ_COMMITTED, Map.of())) {
            var partitions = consumer.partitionsFor(casebook.topics().log().name()).stream()
                    .map(info -> new org.apache.kafka.common.TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = Stream.<ConsumerRecord<String, byte[]>>builder();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records.build().toList();
        }
    }

    private static GenericRecord decode(RunningCasebook casebook, byte[] value) {
        assertThat(value[0]).isZero();
        var id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
        var schema = new Schema.Parser()
                .parse(casebook.get("/schemas/ids/" + id).path("schema").asText());
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
