package io.casebook.platform.definition;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.definition.DefinitionChange;
import io.casebook.vocabulary.definition.DefinitionPublished;
import io.casebook.vocabulary.definition.DefinitionRecord;
import io.casebook.vocabulary.definition.DefinitionReleased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Puts versions of agents on the definitions topic, and says which of them answer customers. */
@ApplicationScoped
public class DefinitionPublisher {
    private final RecordPublisher publisher;
    private final Topics topics;
    private final String tenantId;

    @Inject
    public DefinitionPublisher(RecordPublisher publisher, Topics topics, PlatformSettings settings) {
        this.publisher = publisher;
        this.topics = topics;
        this.tenantId = settings.tenantId();
    }

    /** Publishes a version. Nobody is answered by it before it is released. Publishing it again changes nothing. */
    public CompletionStage<DefinitionRef> publish(CompiledDefinition definition, Actor actor) {
        var ref = new DefinitionRef(
                definition.definition().agentId(), definition.files().version());
        var change = new DefinitionPublished(ref.version(), definition.files().files());
        return send(ref.agentId(), change, actor).thenApply(metadata -> ref);
    }

    /** Says which versions answer from now on; rolling back is to release an older version again. */
    public CompletionStage<RecordMetadata> release(String agentId, DefinitionReleased pointers, Actor actor) {
        var share = pointers.canaryShare();
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the canary's share is %s; use a number from 0 to 1".formatted(share));
        }
        return send(agentId, pointers, actor);
    }

    private CompletionStage<RecordMetadata> send(String agentId, DefinitionChange change, Actor actor) {
        return publisher.send(
                topics.definitions(), agentId, new DefinitionRecord(agentId, tenantId, Instant.now(), actor, change));
    }
}
