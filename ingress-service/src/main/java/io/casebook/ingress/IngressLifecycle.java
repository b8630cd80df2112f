package io.casebook.ingress;

import io.casebook.ingress.chat.CustomerMessages;
import io.casebook.ingress.delivery.Following;
import io.casebook.ingress.delivery.Streams;
import io.casebook.ingress.webhook.WebhookDelivery;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.health.ServiceReadiness;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Starts what runs beside the requests, and stops it. Nothing here waits for Kafka: the parts keep trying until it is there. */
@ApplicationScoped
class IngressLifecycle {
    private static final Logger LOG = Logger.getLogger(IngressLifecycle.class);
    private static final String SERVICE = "ingress";

    private final IngressSettings settings;
    private final PlatformSettings platform;
    private final Topics topics;
    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private final Streams streams;
    private final CustomerMessages customers;
    private final ServiceReadiness readiness;
    private final List<Following<?>> following = new ArrayList<>();
    private final Deque<AutoCloseable> running = new ConcurrentLinkedDeque<>();

    @Inject
    IngressLifecycle(
            IngressSettings settings,
            PlatformSettings platform,
            Topics topics,
            KafkaClients clients,
            DeadLetters deadLetters,
            Streams streams,
            CustomerMessages customers,
            ServiceReadiness readiness) {
        this.settings = settings;
        this.platform = platform;
        this.topics = topics;
        this.clients = clients;
        this.deadLetters = deadLetters;
        this.streams = streams;
        this.customers = customers;
        this.readiness = readiness;
    }

    void start(@Observes StartupEvent event) {
        beat();
        if (!settings.enabled()) {
            return;
        }
        var window = settings.stream().backlog();
        follow(new Following<>("ingress-streams", topics.outbound(), window, clients, deadLetters, streams::deliver));
        if (settings.chat().enabled()) {
            follow(new Following<>("ingress-chat", topics.inbound(), window, clients, deadLetters, customers::hear));
        }
        var webhook = settings.webhook();
        if (webhook != null) {
            LOG.infof("webhooks go to %s", webhook);
            running.push(new WebhookDelivery(webhook, platform.prefix(), topics.outbound(), clients, deadLetters));
        }
        readiness.register(SERVICE, this::ready, this::detail);
    }

    void stop(@Observes ShutdownEvent event) {
        streams.close();
        for (var part = running.poll(); part != null; part = running.poll()) {
            close(part);
        }
    }

    private void beat() {
        var every = settings.stream().heartbeat().toMillis();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("ingress-heartbeat").daemon().factory());
        var _ = timer.scheduleAtFixedRate(streams::beat, every, every, TimeUnit.MILLISECONDS);
        running.push(timer::shutdownNow);
    }

    private void follow(Following<?> part) {
        following.add(part.start());
        running.push(part);
    }

    private boolean ready() {
        return following.stream().allMatch(Following::isCaughtUp);
    }

    private String detail() {
        return ready()
                ? "%d streams open".formatted(streams.count())
                : "reading what was said lately, so that streams and the chat page can go on where they were";
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warnf(
                    "a part of the service did not stop cleanly: %s",
                    e.getClass().getName());
        }
    }
}
