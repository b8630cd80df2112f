package io.casebook.bench;

import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * The log's part in a request and its result: a record that is written, read by somebody who does nothing with it but write
 * another one, and read back; with the clients of the product, on the same broker, at the same pace.
 */
final class KafkaHops implements AutoCloseable {
    private static final String THERE = "bench.there";
    private static final String BACK = "bench.back";
    private static final int BYTES = 1_000;
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final int DIGITS = 3;

    private final KafkaClients clients;
    private final Producer<String, byte[]> driver;
    private final Producer<String, byte[]> echo;
    private final Reading echoes;
    private final Reading answers;
    private final Histogram times = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);

    KafkaHops(KafkaClients clients) throws InterruptedException {
        this.clients = clients;
        create();
        driver = clients.producer("bench-driver");
        echo = clients.producer("bench-echo");
        echoes = new Reading(THERE, value -> {
            var _ = echo.send(new ProducerRecord<>(BACK, value));
        });
        answers = new Reading(BACK, this::took);
    }

    private void create() throws InterruptedException {
        try (var admin = clients.admin()) {
            admin.createTopics(List.of(new NewTopic(THERE, 1, (short) 1), new NewTopic(BACK, 1, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics of the measurement could not be created", e.getCause());
        }
    }

    private void took(byte[] value) {
        var nanos = System.nanoTime() - ByteBuffer.wrap(value).getLong();
        times.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST_MICROS));
    }

    /** Sends so many a second and answers how long each was away, in microseconds. */
    Histogram pace(int perSecond, Duration duration) throws InterruptedException {
        times.reset();
        var began = System.nanoTime();
        var all = perSecond * duration.toSeconds();
        for (var i = 0L; i < all; i++) {
            var wait = began + i * TimeUnit.SECONDS.toNanos(1) / perSecond - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            var value = ByteBuffer.allocate(BYTES).putLong(0, System.nanoTime()).array();
            var _ = driver.send(new ProducerRecord<>(THERE, value));
        }
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (times.getTotalCount() < all && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return times.copy();
    }

    @Override
    public void close() {
        echoes.close();
        answers.close();
        driver.close();
        echo.close();
    }

    /** Somebody who reads a topic. */
    private final class Reading implements AutoCloseable {
        private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
        private final Thread thread;

        Reading(String topic, Consumer<byte[]> taken) {
            consumer = clients.consumer(null, Isolation.READ_UNCOMMITTED, Map.of());
            var partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            thread = Thread.ofPlatform().name(topic).daemon().start(() -> read(taken));
        }

        private void read(Consumer<byte[]> taken) {
            try (consumer) {
                while (true) {
                    for (var record : consumer.poll(Duration.ofMillis(100))) {
                        taken.accept(record.value());
                    }
                }
            } catch (WakeupException end) {
                return;
            }
        }

        @Override
        public void close() {
            consumer.wakeup();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
