package io.casebook.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topics;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.SearchRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EarlyRequestsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final SearchRequest REQUEST = new SearchRequest(
            "search-1",
            "default",
            "case-1",
            1,
            1,
            "shop",
            Personal.text("returns"),
            5,
            List.of(Visibility.PUBLIC),
            NOON,
            NOON.plusSeconds(30));

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final Topics topics = new Topics("casebook.", 1);
    private final EarlyRequests requests = new EarlyRequests(new OneProducer());

    private final class OneProducer implements KafkaClients {
        @Override
        public Producer<String, byte[]> producer(String clientId) {
            return producer;
        }

        @Override
        public Consumer<String, byte[]> consumer(
                @Nullable String groupId, Isolation isolation, Map<String, Object> overrides) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Admin admin() {
            throw new UnsupportedOperationException();
        }
    }

    private void send() {
        requests.send(topics.knowledgeRequests(), "case-1", REQUEST);
    }

    @Test
    void A_request_is_on_its_way_at_once() {
        send();
        assertThat(producer.history()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("casebook.knowledge.requests");
            assertThat(record.key()).isEqualTo("case-1");
        });
    }

    @Test
    void A_commit_waits_until_Kafka_has_every_request() {
        send();
        requests.settle();
        assertThat(producer.flushed()).isTrue();
    }

    @Test
    void A_request_that_was_lost_stops_the_commit_once() {
        send();
        producer.errorNext(new TimeoutException("no answer"));
        assertThatThrownBy(requests::settle).isInstanceOf(KafkaException.class).hasMessageContaining("taken again");
        assertThatCode(requests::settle).doesNotThrowAnyException();
    }

    @Test
    void What_an_aborted_transaction_lost_does_not_stop_the_next_one() {
        send();
        producer.errorNext(new TimeoutException("no answer"));
        requests.forget();
        assertThatCode(requests::settle).doesNotThrowAnyException();
    }

    @Test
    void Another_thread_is_not_stopped_by_it() throws InterruptedException {
        send();
        producer.errorNext(new TimeoutException("no answer"));
        var other = Thread.ofPlatform().start(requests::settle);
        other.join();
        assertThatThrownBy(requests::settle).isInstanceOf(KafkaException.class);
    }
}
