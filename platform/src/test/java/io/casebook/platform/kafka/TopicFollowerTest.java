package io.casebook.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.platform.kafka.TopicFollower.Start;
import io.casebook.vocabulary.deadletter.DeadLetter;
import io.casebook.vocabulary.knowledge.SearchRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicFollowerTest {
    private static final Topics TOPICS = new Topics("test.", 2);
    private static final String TOPIC = TOPICS.knowledgeRequests().name();
    private static final TopicPartition P0 = new TopicPartition(TOPIC, 0);
    private static final TopicPartition P1 = new TopicPartition(TOPIC, 1);

    private final FakeKafka kafka = new FakeKafka();
    private final List<String> followed = new CopyOnWriteArrayList<>();
    private @Nullable TopicFollower<SearchRequest> follower;

    @AfterEach
    void stop() {
        if (follower != null) {
            follower.close();
        }
    }

    @Test
    void reads_every_partition_from_the_beginning_and_says_when_it_has_caught_up() {
        kafka.prepare(reader -> {
            reader.hasTopic(TOPIC, 2);
            reader.updateEndOffsets(Map.of(P0, 2L, P1, 1L));
        });
        var reader = start(from -> from);

        put(reader, P0, 0, "a");
        put(reader, P1, 0, "b");
        await().until(() -> followed.size() == 2);
        assertThat(running().isCaughtUp()).isFalse();
        assertThat(running().position(0)).isEqualTo(1);

        put(reader, P0, 1, "c");
        await().until(() -> running().isCaughtUp());
        assertThat(followed).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(running().position(0)).isEqualTo(2);
    }

    @Test
    void has_caught_up_with_an_empty_topic_at_once() {
        kafka.prepare(reader -> {
            reader.hasTopic(TOPIC, 2);
            reader.updateEndOffsets(Map.of(P0, 0L, P1, 0L));
        });
        start(from -> from);

        await().until(() -> running().isCaughtUp());
    }

    @Test
    void begins_at_the_end_where_only_news_matters() {
        kafka.prepare(reader -> {
            reader.hasTopic(TOPIC, 2);
            reader.updateEndOffsets(Map.of(P0, 7L, P1, 0L));
        });
        var reader = start(from -> from.from(Start.END));
        await().until(() -> running().isCaughtUp());
        assertThat(running().position(0)).isEqualTo(7);

        put(reader, P0, 7, "news");
        await().until(() -> followed.equals(List.of("news")));
    }

    @Test
    void begins_at_the_offsets_that_it_is_given() {
        kafka.prepare(reader -> {
            reader.hasTopic(TOPIC, 2);
            reader.updateEndOffsets(Map.of(P0, 5L, P1, 0L));
        });
        start(from -> from.fromOffsets(Map.of(0, 5L)));

        await().until(() -> running().isCaughtUp());
        assertThat(running().position(0)).isEqualTo(5);
        assertThat(running().position(1)).isZero();
    }

    @Test
    void waits_for_the_end_of_now() {
        kafka.prepare(reader -> {
            reader.hasTopic(TOPIC, 2);
            reader.updateEndOffsets(Map.of(P0, 0L, P1, 0L));
        });
        var reader = start(from -> from);
        await().until(() -> running().isCaughtUp());

        reader.updateEndOffsets(Map.of(P0, 1L, P1, 0L));
        assertThat(running().awaitEnd(Duration.ofMillis(50))).isFalse();
        put(reader, P0, 0, "a");
        assertThat(running().awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(followed).containsExactly("a");
    }

    @Test
    void sets_aside_what_it_cannot_read_or_handle_and_goes_on() {
        kafka.prepare(reader -> {
            reader.hasTopic(TOPIC, 2);
            reader.updateEndOffsets(Map.of(P0, 3L, P1, 0L));
        });
        var reader = start(from -> from);

        reader.addOnPoll(P0, 0, "c1", new byte[] {9});
        put(reader, P0, 1, "bad");
        put(reader, P0, 2, "good");

        await().until(() -> running().isCaughtUp());
        assertThat(followed).containsExactly("good");
        assertThat(kafka.published(TOPICS.deadLetters()))
                .extracting(DeadLetter::offset)
                .containsExactly(0L, 1L);
        assertThat(kafka.published(TOPICS.deadLetters()))
                .extracting(DeadLetter::reasonCode)
                .containsExactly("unreadable", "failed");
    }

    @Test
    void waits_for_a_topic_that_is_not_there_yet() {
        var reader = start(from -> from);
        assertThat(running().isCaughtUp()).isFalse();

        reader.updateEndOffsets(Map.of(P0, 0L, P1, 0L));
        reader.hasTopic(TOPIC, 2);

        await().until(() -> running().isCaughtUp());
    }

    @Test
    void continues_where_it_stood_after_a_failure() {
        kafka.prepare(reader -> {
            reader.hasTopic(TOPIC, 2);
            reader.updateEndOffsets(Map.of(P0, 2L, P1, 0L));
        });
        var first = start(from -> from);
        put(first, P0, 0, "a");
        await().until(() -> followed.size() == 1);

        first.setPollException(new KafkaException("the broker is gone"));
        await().until(() -> kafka.readersMade() == 2);
        var second = Objects.requireNonNull(kafka.reader());
        put(second, P0, 1, "b");

        await().until(() -> running().isCaughtUp());
        assertThat(followed).containsExactly("a", "b");
        assertThat(first.closed()).isTrue();
    }

    @Test
    void stops_when_it_is_closed() {
        kafka.prepare(reader -> {
            reader.hasTopic(TOPIC, 2);
            reader.updateEndOffsets(Map.of(P0, 0L, P1, 0L));
        });
        var reader = start(from -> from);
        await().until(() -> running().isCaughtUp());

        running().close();

        assertThat(reader.closed()).isTrue();
    }

    private FakeKafka.Reader start(UnaryOperator<TopicFollowerBuilder<SearchRequest>> how) {
        var letters = new DeadLetters(new RecordPublisher(kafka), TOPICS);
        follower = how.apply(TopicFollower.of(TOPICS.knowledgeRequests(), kafka, letters)
                        .named("test"))
                .start(this::follow);
        await().until(() -> kafka.reader() != null);
        return Objects.requireNonNull(kafka.reader());
    }

    private void follow(ConsumerRecord<String, SearchRequest> record) {
        if (record.value().requestId().equals("bad")) {
            throw new IllegalStateException("a fault");
        }
        followed.add(record.value().requestId());
    }

    private TopicFollower<SearchRequest> running() {
        return Objects.requireNonNull(follower);
    }

    private static void put(FakeKafka.Reader reader, TopicPartition partition, long offset, String id) {
        reader.addOnPoll(
                partition, offset, "c1", TOPICS.knowledgeRequests().codec().encode(Searches.request(id)));
    }
}
