package io.casebook.ingress.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.ingress.IngressSettings;
import io.casebook.ingress.delivery.Outbounds;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.RecordPublisher;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookDeliveryTest {
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(10);

    private final FakeKafka kafka = new FakeKafka();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
    private final InstantSource clock = now::get;
    private final Receiver receiver = newReceiver();
    private final Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(5));
    private final DeadLetters deadLetters = new DeadLetters(new RecordPublisher(kafka), FakeKafka.TOPICS);
    private final IngressSettings.Webhook settings = new IngressSettings.Webhook(
            receiver.url(), "whsec-test", "X-Test-Signature", Duration.ofSeconds(5), GIVE_UP_AFTER, 8, 100);
    private final HttpPoster poster = new HttpPoster(settings, clock);
    private final DeliveryLoop loop = new DeliveryLoop(
            "test.webhooks",
            FakeKafka.OUTBOUND,
            kafka,
            deadLetters,
            new Delivery(poster, backoff, settings.giveUpAfter(), deadLetters, clock),
            backoff,
            settings.held());
    private final Thread thread = Thread.ofPlatform().unstarted(loop);
    private MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");

    @BeforeEach
    void start() throws InterruptedException {
        thread.start();
        consumer = kafka.consumer();
    }

    @AfterEach
    void stop() throws InterruptedException {
        loop.stop();
        thread.join();
        poster.close();
        receiver.close();
    }

    @Test
    void a_message_is_posted_signed() {
        kafka.write(consumer, Outbounds.message("c1", 3, "hello"));

        await().until(() -> !receiver.received().isEmpty());
        var call = receiver.received().getFirst();
        assertThat(call.body()).contains("\"type\":\"agent.message\"").contains("\"body\":\"hello\"");
        assertThat(call.contentType()).isEqualTo("application/json");
        assertThat(call.signature()).isEqualTo(new Signature("whsec-test").of(now.get(), call.body()));
        assertThat(kafka.isolation()).isEqualTo(Isolation.READ_COMMITTED);
    }

    @Test
    void the_records_of_a_conversation_arrive_in_order_and_are_then_committed() {
        kafka.write(
                consumer,
                Outbounds.message("c1", 1, "one"),
                Outbounds.message("c1", 2, "two"),
                Outbounds.message("c2", 1, "other"),
                Outbounds.finished("c1", 3));

        await().until(() -> FakeKafka.committed(consumer) == 4);
        assertThat(bodiesOf("c1"))
                .hasSize(3)
                .satisfiesExactly(
                        body -> assertThat(body).contains("one"),
                        body -> assertThat(body).contains("two"),
                        body -> assertThat(body).contains("conversation.finished"));
    }

    @Test
    void a_failed_call_is_repeated_and_what_comes_after_it_waits() {
        var failures = new AtomicInteger(3);
        receiver.answers(call -> call.body().contains("one") && failures.getAndDecrement() > 0 ? 500 : 204);

        kafka.write(consumer, Outbounds.message("c1", 1, "one"), Outbounds.message("c1", 2, "two"));

        await().until(() -> receiver.received().size() == 2);
        assertThat(receiver.calls()).extracting(Receiver.Call::status).containsExactly(500, 500, 500, 204, 204);
        assertThat(receiver.received().getFirst().body()).contains("one");
    }

    @Test
    void a_conversation_that_fails_holds_up_no_other_and_nothing_after_it_is_committed() {
        receiver.answers(call -> call.body().contains("\"id\":\"bad\"") ? 503 : 204);

        kafka.write(
                consumer,
                Outbounds.message("good", 1, "one"),
                Outbounds.message("bad", 1, "stuck"),
                Outbounds.message("good", 2, "two"),
                Outbounds.message("good", 3, "three"));

        await().until(() -> receiver.received().size() == 3);
        await().until(() -> FakeKafka.committed(consumer) == 1);
        receiver.answers(_ -> 204);
        await().until(() -> FakeKafka.committed(consumer) == 4);
    }

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() {
        receiver.answers(_ -> 307);

        kafka.write(consumer, Outbounds.message("c1", 1, "one"));

        await().until(() -> receiver.calls().size() >= 2);
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void typing_is_not_posted() {
        kafka.write(consumer, Outbounds.typing("c1", 1), Outbounds.message("c1", 2, "hello"));

        await().until(() -> FakeKafka.committed(consumer) == 2);
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void what_cannot_be_read_is_set_aside_and_the_rest_is_delivered() {
        kafka.writeBytes(consumer, "c1", new byte[] {1, 2, 3});
        kafka.write(consumer, Outbounds.message("c1", 2, "hello"));

        await().until(() -> FakeKafka.committed(consumer) == 2);
        assertThat(kafka.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.service()).isEqualTo("webhooks");
            assertThat(letter.offset()).isZero();
        });
    }

    @Test
    void a_record_that_alone_is_refused_for_too_long_is_set_aside() {
        receiver.answers(call -> call.body().contains("\"id\":\"bad\"") ? 400 : 204);
        kafka.write(consumer, Outbounds.message("bad", 1, "refused"));
        await().until(() -> !receiver.calls().isEmpty());

        now.updateAndGet(time -> time.plus(GIVE_UP_AFTER).plusSeconds(1));
        kafka.write(consumer, Outbounds.message("good", 1, "fine"), Outbounds.message("bad", 2, "refused as well"));

        await().until(() -> FakeKafka.committed(consumer) == 2);
        assertThat(kafka.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.offset()).isZero();
            assertThat(letter.detail()).contains("status 400");
        });
    }

    @Test
    void while_nothing_at_all_gets_through_nothing_is_given_up() {
        receiver.answers(_ -> 503);
        kafka.write(consumer, Outbounds.message("c1", 1, "one"));
        await().until(() -> !receiver.calls().isEmpty());

        now.updateAndGet(time -> time.plus(GIVE_UP_AFTER.multipliedBy(100)));
        var attempts = receiver.calls().size();
        await().until(() -> receiver.calls().size() > attempts + 3);

        assertThat(kafka.deadLetters()).isEmpty();
        receiver.answers(_ -> 204);
        await().until(() -> FakeKafka.committed(consumer) == 1);
    }

    private List<String> bodiesOf(String conversationId) {
        return receiver.received().stream()
                .map(Receiver.Call::body)
                .filter(body -> body.contains("\"id\":\"%s\"".formatted(conversationId)))
                .toList();
    }

    private static Receiver newReceiver() {
        try {
            return new Receiver();
        } catch (IOException e) {
            throw new IllegalStateException("no free port for the receiver", e);
        }
    }
}
