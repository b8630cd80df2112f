package io.casebook.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.platform.config.PlatformSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterClientsTest {
    private final PlatformSettings settings = PlatformSettings.local("localhost:1");
    private final ClusterClients clients = new ClusterClients(settings);

    @Test
    void makes_clients_before_a_broker_is_there() {
        try (var producer = clients.producer("test");
                var member = clients.consumer("group", Isolation.READ_COMMITTED, Map.of());
                var reader = clients.consumer(null, Isolation.READ_UNCOMMITTED, Map.of());
                var admin = clients.admin()) {
            assertThat(producer).isNotNull();
            assertThat(member.groupMetadata().groupId()).isEqualTo("group");
            assertThat(reader.assignment()).isEmpty();
            assertThat(admin).isNotNull();
        }
    }

    @Test
    void a_record_leaves_at_once_and_counts_when_all_replicas_have_it() {
        assertThat(clients.producerSettings("test"))
                .containsEntry("linger.ms", 0)
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true);
    }

    @Test
    void a_reader_commits_nothing_by_itself_and_makes_no_topic() {
        assertThat(clients.consumerSettings("group", Isolation.READ_UNCOMMITTED, Map.of("max.poll.records", 7)))
                .containsEntry("enable.auto.commit", false)
                .containsEntry("allow.auto.create.topics", false)
                .containsEntry("isolation.level", "read_uncommitted")
                .containsEntry("session.timeout.ms", 10_000)
                .containsEntry("max.poll.records", 7);
    }
}
