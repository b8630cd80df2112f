package io.casebook.bench;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.ConversationFinished;
import io.casebook.vocabulary.event.ConversationStarted;
import io.casebook.vocabulary.event.DeadlinePassed;
import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.inbound.OpenConversation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Very many open conversations, each with a timer: a restart on the kept state, then an outage during which all timers come due. How long
 * the restarts take, whether each timer fires once and in the order of its time, and how long a customer waits meanwhile.
 */
final class OpenConversations {
    private static final int MANY = 1_000_000;
    private static final int FEW = 20_000;
    private static final double MILLIS_PER_SECOND = 1000.0;
    private static final double PERCENT_50 = 50;
    private static final double PERCENT_99 = 99;

    private final Product.Home home;
    private final Figures figures;
    private final int conversations;
    private final Duration silence;
    private final Topics topics;
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong finished = new AtomicLong();
    private final AtomicLong outOfOrder = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();

    private volatile Instant firstFired = Instant.EPOCH;
    private volatile Instant lastFired = Instant.EPOCH;

    private OpenConversations(Product.Home home, Figures figures, int conversations, Duration silence) {
        this.home = home;
        this.figures = figures;
        this.conversations = conversations;
        this.silence = silence;
        var settings = PlatformSettings.local("unused:9092");
        this.topics = new Topics(settings.prefix(), settings.partitions());
    }

    static void run(Product.Home home, Figures figures, boolean quick) throws Exception {
        new OpenConversations(home, figures, quick ? FEW : MANY, Duration.ofMinutes(quick ? 1 : 30)).measure();
    }

    private void measure() throws Exception {
        var settings =
                Map.of("conversations", conversations, "timers", conversations, "abandon_after_s", silence.toSeconds());
        try (var endpoints = new Endpoints("lookup_order")) {
            var start = Product.withAgent(home, endpoints, agent());
            var product = Product.start(home, start);
            var began = System.nanoTime();
            try (var _ = follow(product.kafka(), ends(product.kafka()))) {
                open(product.kafka());
                await(started, Duration.ofMinutes(30));
            }
            var opened = Instant.now();
            figures.print("opened_per_s", conversations / seconds(began), "conversations/s", settings);
            product.close();

            product = Product.start(home, start);
            figures.print("restart_ready_s", product.startTime().toMillis() / MILLIS_PER_SECOND, "s", settings);
            figures.print("heap_after_collection_mb", (double) product.heapMebibytes(), "MiB", settings);
            figures.print("rss_mb", (double) product.residentMebibytes(), "MiB", settings);
            var ends = ends(product.kafka());
            product.close();

            var due = opened.plus(silence).plusSeconds(1);
            Figures.say("down until every timer is due, at " + due);
            TimeUnit.MILLISECONDS.sleep(
                    Math.max(0, Duration.between(Instant.now(), due).toMillis()));
            product = Product.start(home, start);
            figures.print("restart_all_due_ready_s", product.startTime().toMillis() / MILLIS_PER_SECOND, "s", settings);
            storm(product, ends, settings);
            product.close();
        }
    }

    /** While all timers fire, one customer after the other comes and wants an answer. */
    private void storm(Product product, Map<TopicPartition, Long> from, Map<String, ?> settings) throws Exception {
        var waited = new Histogram(2);
        var began = System.nanoTime();
        try (var _ = follow(product.kafka(), from);
                var turns = new SingleTurns(product)) {
            while (finished.get() < conversations) {
                if (seconds(began) > Duration.ofMinutes(30).toSeconds()) {
                    break;
                }
                waited.recordValue(turns.next().toMillis());
            }
        }
        figures.print("timers_fired", (double) finished.get(), "timers", settings);
        figures.print("timers_fired_per_s", finished.get() / seconds(firstFired, lastFired), "timers/s", settings);
        figures.print("timers_out_of_order", (double) outOfOrder.get(), "timers", settings);
        figures.print("timers_fired_twice", (double) repeated.get(), "timers", settings);
        figures.print("turn_p50_ms_meanwhile", (double) waited.getValueAtPercentile(PERCENT_50), "ms", settings);
        figures.print("turn_p99_ms_meanwhile", (double) waited.getValueAtPercentile(PERCENT_99), "ms", settings);
    }

    /** The benchmarks' agent, whose customers' silence is over sooner. */
    private Path agent() throws IOException {
        var from = home.folder().resolve("bench/agent");
        var into = Files.createTempDirectory("casebook-bench-agent");
        for (var name : new String[] {"agent.yaml", "tools.yaml"}) {
            Files.copy(from.resolve(name), into.resolve(name));
        }
        var agent = into.resolve("agent.yaml");
        Files.writeString(
                agent, Files.readString(agent) + "lifecycle: {abandon_after: %ds}%n".formatted(silence.toSeconds()));
        return into;
    }

    private void open(String kafka) {
        var inbound = topics.inbound();
        try (var producer = KafkaClients.of(PlatformSettings.local(kafka)).producer("bench-open")) {
            for (var number = 0; number < conversations; number++) {
                var id = "open-" + number;
                var now = Instant.now();
                var record = new InboundRecord(
                        "bench-" + id,
                        "default",
                        id,
                        now,
                        new Actor(ActorType.CUSTOMER),
                        new OpenConversation("customer-" + number, "web", now)
                                .withAgentId("bench")
                                .withAssigneeType(AssigneeType.AI_AGENT));
                var _ = producer.send(
                        new ProducerRecord<>(inbound.name(), id, inbound.codec().encode(record)));
            }
            producer.flush();
        }
    }

    private void await(AtomicLong count, Duration limit) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (count.get() < conversations) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("%d of %d after %s".formatted(count.get(), conversations, limit));
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** Where the log ends. */
    private Map<TopicPartition, Long> ends(String kafka) {
        try (var consumer = consumer(kafka)) {
            return consumer.endOffsets(consumer.partitionsFor(topics.log().name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
        }
    }

    private static Consumer<String, byte[]> consumer(String kafka) {
        return KafkaClients.of(PlatformSettings.local(kafka)).consumer(null, Isolation.READ_COMMITTED, Map.of());
    }

    /** Follows the log from there: who begins, and whose time is over, in the order of each partition. */
    private AutoCloseable follow(String kafka, Map<TopicPartition, Long> from) {
        var consumer = consumer(kafka);
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        var log = topics.log();
        var running = Thread.ofPlatform().name("bench-log").daemon().start(() -> {
            var newest = new HashMap<Integer, Instant>();
            var over = new HashMap<String, Boolean>();
            try (consumer) {
                while (!Thread.currentThread().isInterrupted()) {
                    for (var record : consumer.poll(Duration.ofMillis(200))) {
                        count(log.codec().decode(record.value()), record.partition(), newest, over);
                    }
                }
            } catch (org.apache.kafka.common.errors.InterruptException end) {
                Thread.currentThread().interrupt();
            }
        });
        return () -> {
            running.interrupt();
            running.join();
        };
    }

    private void count(
            ConversationEvent event, int partition, Map<Integer, Instant> newest, Map<String, Boolean> over) {
        if (!event.conversationId().startsWith("open-")) {
            return;
        }
        switch (event.payload()) {
            case ConversationStarted _ -> started.incrementAndGet();
            case DeadlinePassed passed -> {
                firstFired = firstFired.equals(Instant.EPOCH) ? event.occurredAt() : firstFired;
                lastFired = event.occurredAt();
                var before = newest.put(partition, passed.dueAt());
                // Timers are kept by the millisecond.
                if (before != null && before.toEpochMilli() > passed.dueAt().toEpochMilli()) {
                    outOfOrder.incrementAndGet();
                }
            }
            case ConversationFinished _ -> {
                finished.incrementAndGet();
                if (Objects.nonNull(over.put(event.conversationId(), true))) {
                    repeated.incrementAndGet();
                }
            }
            default -> {}
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(1, Duration.between(from, to).toMillis()) / MILLIS_PER_SECOND;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** One customer after the other: opens a conversation, says something and waits for the reply. */
    private static final class SingleTurns implements AutoCloseable {
        private final Channel channel;
        private final Replies replies;
        private final java.util.concurrent.LinkedBlockingQueue<String> replied =
                new java.util.concurrent.LinkedBlockingQueue<>();
        private int number;

        SingleTurns(Product product) {
            channel = new Channel(product.url());
            replies = new Replies(product.kafka(), sent -> replied.add(sent.conversationId()), sent -> {});
        }

        Duration next() throws IOException, InterruptedException {
            number++;
            var id = "turn-" + number;
            channel.open(id);
            var began = System.nanoTime();
            channel.say(id, id + "-m", "Where is my order?").join();
            while (!id.equals(replied.poll(30, TimeUnit.SECONDS))) {
                if (seconds(began) > 30) {
                    break;
                }
            }
            var waited = Duration.ofNanos(System.nanoTime() - began);
            TimeUnit.MILLISECONDS.sleep(500);
            return waited;
        }

        @Override
        public void close() {
            replies.close();
        }
    }
}
