package io.casebook.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.conversations.ConversationStates;
import io.casebook.platform.definition.DefinitionCatalog;
import io.casebook.platform.definition.DefinitionPublisher;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.platform.health.ServiceReadiness;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Subjects;
import io.casebook.platform.kafka.Topics;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What a service injects is there, configured by what stands in the test's application.properties. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the container sets the fields
class WiringTest {
    @Inject
    PlatformSettings settings;

    @Inject
    Topics topics;

    @Inject
    Subjects subjects;

    @Inject
    Embeddings embeddings;

    @Inject
    ServiceReadiness readiness;

    @Inject
    ConversationStates states;

    @Inject
    KafkaClients clients;

    @Inject
    RecordPublisher publisher;

    @Inject
    DeadLetters deadLetters;

    @Inject
    DefinitionCatalog catalog;

    @Inject
    DefinitionPublisher definitionPublisher;

    @Test
    void settings_come_from_the_configuration_or_have_their_default() {
        assertThat(settings.prefix()).isEqualTo("wiring.");
        assertThat(settings.kafkaProperties()).containsEntry("security.protocol", "PLAINTEXT");
        assertThat(settings.serde().properties()).containsEntry("schema.registry.url", "http://registry:8081");
        assertThat(settings.partitions()).isEqualTo(8);
        assertThat(settings.localMode()).isTrue();
    }

    @Test
    void topics_have_the_configured_prefix() {
        assertThat(topics.log().name()).isEqualTo("wiring.log");
        assertThat(subjects.names()).contains("wiring.log-value");
    }

    @Test
    void the_rest_is_there() {
        assertThat(embeddings.dimensions()).isEqualTo(384);
        assertThat(readiness.allReady()).isTrue();
        assertThat(states.ready()).isFalse();
        assertThat(clients.serde(topics.log()).topic()).isEqualTo(topics.log());
        assertThat(publisher).isNotNull();
        assertThat(deadLetters).isNotNull();
        assertThat(catalog).isNotNull();
        assertThat(definitionPublisher).isNotNull();
    }
}
