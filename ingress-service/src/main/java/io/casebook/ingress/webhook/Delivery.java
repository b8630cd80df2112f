package io.casebook.ingress.webhook;

import io.casebook.ingress.delivery.Notification;
import io.casebook.platform.kafka.DeadLetters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Delivers one record, however often it takes. */
final class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private final Poster poster;
    private final Backoff backoff;
    private final Duration giveUpAfter;
    private final DeadLetters deadLetters;
    private final InstantSource clock;
    private volatile Instant lastReceived = Instant.MIN;

    Delivery(Poster poster, Backoff backoff, Duration giveUpAfter, DeadLetters deadLetters, InstantSource clock) {
        this.poster = poster;
        this.backoff = backoff;
        this.giveUpAfter = giveUpAfter;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /**
     * Tries until the receiver has the record or it is set aside.
     *
     * @return false when neither happened, because this instance stops or no longer has the partition
     */
    boolean complete(Held held) {
        var began = clock.instant();
        try {
            for (var failures = 1; mayTry(held); failures++) {
                switch (poster.post(held.notification())) {
                    case Poster.Attempt.Received _ -> {
                        lastReceived = clock.instant();
                        return true;
                    }
                    case Poster.Attempt.Failed failed -> {
                        tell(held.notification(), held, failures, failed.why());
                        if (isHopeless(began) && setAside(held, failures, failed.why())) {
                            return true;
                        }
                        if (!backoff.pause(failures)) {
                            return false;
                        }
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private boolean mayTry(Held held) {
        return !backoff.isStopped() && !held.part().gone();
    }

    /** While nothing at all gets through the receiver is down: nothing is given up then, however long it takes. */
    private boolean isHopeless(Instant began) {
        return lastReceived.isAfter(began) && clock.instant().isAfter(began.plus(giveUpAfter));
    }

    private boolean setAside(Held held, int failures, String why) {
        try {
            deadLetters.add(
                    WebhookDelivery.NAME,
                    held.raw(),
                    "failed",
                    "the webhook did not take it in %d attempts, last: %s".formatted(failures, why));
            return true;
        } catch (KafkaException e) {
            return false;
        }
    }

    private static void tell(Notification notification, Held held, int failures, String why) {
        if (Integer.bitCount(failures) == 1) {
            LOG.warnf(
                    "webhook failed: type=%s conversation=%s record=%s attempt=%d why=%s",
                    notification.type(),
                    held.record().conversationId(),
                    held.record().recordId(),
                    failures,
                    why);
        }
    }
}
