package io.casebook.platform.definition;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.platform.Faults;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.definition.DefinitionRecord;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The agents' definitions as every service sees them: follows the definitions topic from its beginning. Questions that come
 * before it has caught up wait for that, a few seconds at most.
 */
@ApplicationScoped
public class DefinitionCatalog {
    private static final Logger LOG = Logger.getLogger(DefinitionCatalog.class);
    private static final Duration WAIT_AT_START = Duration.ofSeconds(5);

    private final DefinitionIndex index;
    private final @Nullable Source source;
    private final CompletableFuture<@Nullable Void> caughtUp = new CompletableFuture<>();
    private final CountDownLatch anyReleased = new CountDownLatch(1);
    private final Set<DefinitionRef> announced = new LinkedHashSet<>();
    private final List<Consumer<AgentDefinition>> listeners = new ArrayList<>();
    private @Nullable TopicFollower<DefinitionRecord> follower;

    @Inject
    public DefinitionCatalog(KafkaClients clients, Topics topics, DeadLetters deadLetters) {
        this(new DefinitionIndex(), new Source(clients, topics, deadLetters));
    }

    private DefinitionCatalog(DefinitionIndex index, @Nullable Source source) {
        this.index = index;
        this.source = source;
    }

    /** A catalogue of what is given, which follows no topic: for work without Kafka, such as simulation. */
    public static DefinitionCatalog of(DefinitionIndex index) {
        var catalog = new DefinitionCatalog(index, null);
        catalog.announceAnswering();
        return catalog;
    }

    /** Begins to follow; the container calls it when the catalogue is used first. */
    @PostConstruct
    public synchronized void start() {
        if (source == null || follower != null) {
            return;
        }
        follower = TopicFollower.of(source.topics.definitions(), source.clients, source.deadLetters)
                .named("definitions")
                .start(record -> take(record.value()));
        var _ = follower.caughtUp().thenRun(this::announceAnswering);
    }

    /** Stops to follow. */
    @PreDestroy
    public void close() {
        TopicFollower<DefinitionRecord> running;
        synchronized (this) {
            running = follower;
            follower = null;
        }
        if (running != null) {
            running.close();
        }
    }

    /** A version; null where it is not known. */
    public @Nullable AgentDefinition find(DefinitionRef ref) {
        var compiled = compiled(ref);
        return compiled == null ? null : compiled.definition();
    }

    /** A version with its prompts and what else its files say; null where it is not known. */
    public @Nullable CompiledDefinition compiled(DefinitionRef ref) {
        awaitStart();
        return index.find(ref);
    }

    /** The version of an agent that answers a conversation: the live one, or the canary for its share; null where none does. */
    public @Nullable AgentDefinition live(String agentId, String conversationId) {
        awaitStart();
        var ref = index.answering(agentId, conversationId);
        return ref == null ? null : find(ref);
    }

    /**
     * The files of a version.
     *
     * @throws IllegalArgumentException if it was never published
     */
    public DefinitionFiles files(DefinitionRef ref) {
        awaitStart();
        var files = index.files(ref);
        if (files == null) {
            throw new IllegalArgumentException("agent %s has no version %s; publish it, or ask for one of %s"
                    .formatted(
                            ref.agentId(),
                            ref.version(),
                            index.versions(ref.agentId()).stream()
                                    .map(DefinitionRef::version)
                                    .toList()));
        }
        return files;
    }

    /** Everything that was published and released. */
    public DefinitionIndex index() {
        awaitStart();
        return index;
    }

    /** Completes when everything has been read that was published before the start. */
    public CompletionStage<@Nullable Void> caughtUp() {
        return caughtUp.minimalCompletionStage();
    }

    /** True when everything has been read that was published before the start. */
    public boolean isCaughtUp() {
        return caughtUp.isDone();
    }

    /** Waits until a version of any agent answers customers; false when that took longer. */
    public boolean awaitAny(Duration limit) {
        try {
            return anyReleased.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits until everything has been read that is published now; false when that took longer. */
    public boolean awaitEnd(Duration limit) {
        TopicFollower<DefinitionRecord> running;
        synchronized (this) {
            running = follower;
        }
        return running == null || running.awaitEnd(limit);
    }

    /**
     * Calls back for each version that answers customers, and for each that is published from now on: once each, on the
     * catalogue's thread. What is known already is told at once.
     */
    public synchronized void onPublished(Consumer<AgentDefinition> listener) {
        listeners.add(listener);
        announced.forEach(ref -> tell(ref, List.of(listener)));
    }

    private void take(DefinitionRecord record) {
        var concerned = index.add(record);
        // Of the past only what still answers matters; that is told once the past is read.
        if (caughtUp.isDone()) {
            announce(concerned);
        }
        if (!index.releasedAgents().isEmpty()) {
            anyReleased.countDown();
        }
    }

    private void announceAnswering() {
        // First, because listeners ask the catalogue, and questions wait for this.
        caughtUp.complete(null);
        for (var agent : index.releasedAgents()) {
            announce(index.answering(agent));
            anyReleased.countDown();
        }
    }

    private synchronized void announce(List<DefinitionRef> refs) {
        for (var ref : refs) {
            if (index.files(ref) != null && announced.add(ref)) {
                tell(ref, listeners);
            }
        }
    }

    private void tell(DefinitionRef ref, List<Consumer<AgentDefinition>> whom) {
        var compiled = index.find(ref);
        if (compiled == null) {
            return;
        }
        for (var listener : whom) {
            try {
                listener.accept(compiled.definition());
            } catch (RuntimeException e) {
                LOG.errorf(
                        "a listener failed: agent=%s version=%s fault=%s",
                        ref.agentId(), ref.version(), Faults.describe(e));
            }
        }
    }

    private void awaitStart() {
        if (source == null || caughtUp.isDone()) {
            return;
        }
        try {
            caughtUp.get(WAIT_AT_START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Source(KafkaClients clients, Topics topics, DeadLetters deadLetters) {}
}
