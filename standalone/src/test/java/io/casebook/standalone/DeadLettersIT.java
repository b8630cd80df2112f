package io.casebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.platform.kafka.Isolation;
import io.casebook.standalone.running.RunningCasebook;
import io.casebook.standalone.running.SharedCasebook;
import io.casebook.vocabulary.deadletter.DeadLetter;
import io.casebook.vocabulary.event.ConversationEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promise 11: bad input is refused with a clear error, and the stream goes on. */
@ExtendWith(SharedCasebook.class)
class DeadLettersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEY = "after-the-garbage";

    @Test
    void a_record_that_cannot_be_read_is_set_aside_with_its_place_and_the_stream_goes_on(RunningCasebook casebook)
            throws ExecutionException, InterruptedException {
        var inbound = casebook.topics().inbound().name();
        var garbage = "this is no Avro".getBytes(StandardCharsets.UTF_8);
        long offset;
        int partition;
        try (var producer = casebook.kafkaClients().producer("garbage")) {
            var sent =
                    producer.send(new ProducerRecord<>(inbound, KEY, garbage)).get();
            offset = sent.offset();
            partition = sent.partition();
        }
        casebook.open(KEY);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(casebook.log(KEY))
                        .extracting(ConversationEvent::sequence)
                        .startsWith(1L));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(deadLetters(casebook)).anySatisfy(letter -> {
                    assertThat(letter.topic()).isEqualTo(inbound);
                    assertThat(letter.partition()).isEqualTo(partition);
                    assertThat(letter.offset()).isEqualTo(offset);
                    assertThat(letter.reasonCode()).isEqualTo("unreadable");
                }));
    }

    private static List<DeadLetter> deadLetters(RunningCasebook casebook) {
        var topic = casebook.topics().deadLetters();
        var clients = casebook.kafkaClients();
        var letters = new ArrayList<DeadLetter>();
        try (var consumer = clients.consumer(null, Isolation.READ_COMMITTED, Map.of());
                var serde = clients.serde(topic)) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> letters.add(serde.decode(record.value())));
            }
        }
        return letters;
    }
}
