package io.casebook.standalone.publish;

import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.platform.definition.DefinitionIndex;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.definition.DefinitionChange;
import io.casebook.vocabulary.definition.DefinitionPublished;
import io.casebook.vocabulary.definition.DefinitionRecord;
import io.casebook.vocabulary.definition.DefinitionReleased;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a version of an agent on the definitions topic and lets it answer customers; says nothing twice. */
public final class DefinitionPublisher {
    private final KafkaClients clients;
    private final Topics topics;
    private final RecordPublisher publisher;
    private final String tenantId;
    private final Actor actor;
    private final InstantSource clock;

    /**
     * @param publisher writes the records; the caller closes it
     * @param tenantId whose installation
     * @param actor who publishes
     * @param clock gives the time of publication
     */
    public DefinitionPublisher(
            KafkaClients clients,
            Topics topics,
            RecordPublisher publisher,
            String tenantId,
            Actor actor,
            InstantSource clock) {
        this.clients = clients;
        this.topics = topics;
        this.publisher = publisher;
        this.tenantId = tenantId;
        this.actor = actor;
        this.clock = clock;
    }

    /**
     * What publishing did.
     *
     * @param version the version of the folder
     * @param published whether this version is new
     * @param released whether which versions answer has changed
     */
    public record Outcome(String version, boolean published, boolean released) {}

    /** Publishes a version and makes it the one that answers. */
    public Outcome release(CompiledDefinition agent) {
        var history = history(agent.definition().agentId());
        var version = agent.files().version();
        return publish(agent, history, new DefinitionReleased(version));
    }

    /** Publishes a version and lets it answer a share of the conversations, beside the one that answers now. */
    public Outcome canary(CompiledDefinition agent, double share) {
        var history = history(agent.definition().agentId());
        var version = agent.files().version();
        var now = history.released;
        var live = now == null ? version : now.liveVersion();
        return publish(agent, history, new DefinitionReleased(live, version, share, null));
    }

    private Outcome publish(CompiledDefinition agent, History history, DefinitionReleased wanted) {
        var id = agent.definition().agentId();
        var version = agent.files().version();
        var isNew = !history.versions.contains(version);
        if (isNew) {
            write(id, new DefinitionPublished(version, agent.files().files()));
        }
        var changes = !wanted.equals(history.released);
        if (changes) {
            write(id, wanted);
        }
        return new Outcome(version, isNew, changes);
    }

    private void write(String agentId, DefinitionChange change) {
        publisher
                .send(
                        topics.definitions(),
                        agentId,
                        new DefinitionRecord(agentId, tenantId, clock.instant(), actor, change))
                .toCompletableFuture()
                .join();
    }

    private History history(String agentId) {
        var history = new History();
        TopicSnapshot.read(clients, topics.definitions(), (offset, record) -> {
            if (record.agentId().equals(agentId)) {
                switch (record.payload()) {
                    case DefinitionPublished published -> history.versions.add(published.version());
                    case DefinitionReleased released -> {
                        if (DefinitionIndex.counts(released, history.released)) {
                            // What it followed says nothing about which versions answer.
                            history.released = released.withFollows(null);
                        }
                    }
                    case DefinitionChange.Unknown ignored -> {
                        // A newer Casebook says more about versions; what is said here stays true.
                    }
                }
            }
        });
        return history;
    }

    private static final class History {
        final Set<String> versions = new HashSet<>();

        @Nullable
        DefinitionReleased released;
    }
}
