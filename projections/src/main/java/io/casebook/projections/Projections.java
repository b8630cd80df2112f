package io.casebook.projections;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.conversations.ConversationStates;
import io.casebook.platform.conversations.RecentlyOpened;
import io.casebook.platform.health.ServiceReadiness;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topics;
import io.casebook.projections.follow.ProjectionState;
import io.casebook.projections.follow.Projector;
import io.casebook.projections.follow.ProjectorJob;
import io.casebook.projections.query.SqlQuestion;
import io.casebook.projections.read.ConversationReader;
import io.casebook.projections.store.ProjectionException;
import io.casebook.projections.store.ProjectionStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Runs the projector beside the requests, and hands its tables to them. */
@ApplicationScoped
public class Projections {
    private static final String SERVICE = "projections";

    private final ProjectionsSettings settings;
    private final Topics topics;
    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private final ServiceReadiness readiness;
    private final SqlQuestion question;
    private final Openings openings;
    private volatile @Nullable Projector projector;

    @Inject
    Projections(
            ProjectionsConfig config,
            PlatformSettings platform,
            Topics topics,
            KafkaClients clients,
            DeadLetters deadLetters,
            ServiceReadiness readiness,
            ConversationStates states,
            RecentlyOpened opened) {
        this.settings = ProjectionsSettings.of(config, platform);
        this.topics = topics;
        this.clients = clients;
        this.deadLetters = deadLetters;
        this.readiness = readiness;
        this.openings = new Openings(states, opened);
        this.question = new SqlQuestion(settings.queryTimeout());
    }

    void start(@Observes StartupEvent event) {
        if (settings.enabled()) {
            projector = new Projector(
                    new ProjectorJob(settings.file(), settings.limits(), topics.log(), clients, deadLetters));
            readiness.register(SERVICE, this::isReady, this::detail);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        readiness.unregister(SERVICE);
        var running = projector;
        if (running != null) {
            running.close();
        }
    }

    /**
     * The projector.
     *
     * @throws ApiException unavailable where it is switched off
     */
    public Projector projector() {
        var running = projector;
        if (running == null) {
            throw new ApiException(
                    Code.UNAVAILABLE, "projections are switched off here; set casebook.projections.enabled=true");
        }
        return running;
    }

    /** Asks in SQL. */
    public SqlQuestion question() {
        return question;
    }

    /**
     * The tables, for reading.
     *
     * @throws ApiException unavailable while they cannot be used; the message says why and what to do
     */
    public ProjectionStore store() {
        try {
            return projector().store();
        } catch (ProjectionException e) {
            throw new ApiException(Code.UNAVAILABLE, e.text());
        }
    }

    /** Waits a moment, so that an answer tells what was written before it was asked for; false when it cannot. */
    public boolean refresh(String conversationId) {
        return projector().awaitNow(conversationId, settings.freshWithin());
    }

    /**
     * Waits for a conversation that the tables do not know and that somebody has opened: the log has it a moment after the
     * opening was accepted.
     *
     * @return true when it has come; false where nobody has opened it
     * @throws ApiException unavailable where it was opened and takes too long
     */
    public boolean awaitOpening(String conversationId) {
        return openings.await(conversationId, settings.freshWithin(), () -> {
            refresh(conversationId);
            return new ConversationReader(store()).find(conversationId) != null;
        });
    }

    /** The same for all conversations. */
    public boolean refresh() {
        return projector().awaitNow(settings.freshWithin());
    }

    /** What an answer says that may be older than the log; null where it is not. */
    public @Nullable String warning(boolean fresh) {
        return fresh
                ? null
                : "the projections are %s, %d records behind the log"
                        .formatted(
                                projector().state().wireName().replace('_', ' '),
                                projector().lag());
    }

    /** Broken tables hold nobody back who talks to customers: the fault is told, and the service counts as started. */
    private boolean isReady() {
        return projector().state() != ProjectionState.STARTING;
    }

    private String detail() {
        var running = projector();
        var fault = running.fault();
        return fault == null
                ? "%s, %d records behind the log"
                        .formatted(running.state().wireName().replace('_', ' '), running.lag())
                : fault.text();
    }
}
