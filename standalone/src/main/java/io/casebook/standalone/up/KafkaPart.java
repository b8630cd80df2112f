package io.casebook.standalone.up;

import io.casebook.standalone.broker.BrokerOptions;
import io.casebook.standalone.broker.EmbeddedKafka;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The Kafka that the services use: the one in this process, or an outside one that is there already. */
final class KafkaPart implements AutoCloseable {
    private final String bootstrap;
    private final @Nullable EmbeddedKafka broker;
    private final CompletableFuture<Void> serves = new CompletableFuture<>();

    private KafkaPart(String bootstrap, @Nullable EmbeddedKafka broker) {
        this.bootstrap = bootstrap;
        this.broker = broker;
    }

    static KafkaPart prepare(Plan plan) {
        var outside = plan.kafka();
        if (outside != null) {
            return new KafkaPart(outside, null);
        }
        var broker = EmbeddedKafka.prepare(BrokerOptions.in(plan.data().resolve("kafka"))
                .withPort(plan.kafkaPort())
                .withFsync(plan.fsync()));
        return new KafkaPart(broker.bootstrap(), broker);
    }

    /** Begins; {@link #awaitServing} tells when it is done. */
    void start() {
        var own = broker;
        if (own == null) {
            serves.complete(null);
            return;
        }
        Thread.ofPlatform().name("casebook-broker-start").daemon().start(() -> {
            try {
                own.start();
                serves.complete(null);
            } catch (RuntimeException | Error e) {
                serves.completeExceptionally(e);
            }
        });
    }

    /** Where clients connect. */
    String bootstrap() {
        return bootstrap;
    }

    /** True for the broker in this process. */
    boolean ownBroker() {
        return broker != null;
    }

    /** Returns when Kafka serves, or throws what kept it from that. */
    void awaitServing() {
        serves.join();
    }

    /** Nobody need wait for it any more. */
    void giveUp() {
        serves.completeExceptionally(new IllegalStateException("Casebook was told to end while it started"));
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
    }
}
