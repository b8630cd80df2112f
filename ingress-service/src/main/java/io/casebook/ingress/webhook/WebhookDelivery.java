package io.casebook.ingress.webhook;

import io.casebook.ingress.IngressSettings;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topic;
import io.casebook.vocabulary.outbound.OutboundRecord;
import java.time.Duration;
import java.time.InstantSource;

/** Delivers the outbound topic to the configured address until it is closed. Several instances share the work. */
public final class WebhookDelivery implements AutoCloseable {
    /** Name of this part in logs, dead letters and the consumer group. */
    static final String NAME = "webhooks";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final HttpPoster poster;
    private final DeliveryLoop loop;
    private final Thread thread;

    /**
     * Starts to deliver.
     *
     * @param settings where to, and how hard to try
     * @param prefix what the consumer group's name begins with
     * @param outbound the topic
     * @param clients makes clients of the cluster
     * @param deadLetters takes what cannot be read or delivered
     */
    public WebhookDelivery(
            IngressSettings.Webhook settings,
            String prefix,
            Topic<OutboundRecord> outbound,
            KafkaClients clients,
            DeadLetters deadLetters) {
        var clock = InstantSource.system();
        var backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        poster = new HttpPoster(settings, clock);
        loop = new DeliveryLoop(
                prefix + NAME,
                outbound,
                clients,
                deadLetters,
                new Delivery(poster, backoff, settings.giveUpAfter(), deadLetters, clock),
                backoff,
                settings.held());
        thread = Thread.ofPlatform().name(NAME).daemon().start(loop);
    }

    /** True while records are read. */
    public boolean reading() {
        return loop.reading();
    }

    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(CLOSE_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        poster.close();
    }
}
