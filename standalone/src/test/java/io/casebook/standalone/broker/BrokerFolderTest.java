package io.casebook.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before Kafka looks at the folder. */
class BrokerFolderTest {
    @TempDir
    Path folder;

    @Test
    void a_new_folder_is_formatted_and_a_used_one_is_left_alone() throws IOException {
        BrokerStorage.open(folder.resolve("kafka")).close();
        var meta = Files.readString(folder.resolve("kafka/meta.properties"));
        assertThat(meta).contains("cluster.id=").contains("node.id=1");
        BrokerStorage.open(folder.resolve("kafka")).close();
        assertThat(folder.resolve("kafka/meta.properties")).hasContent(meta);
    }

    @Test
    void a_file_in_the_place_of_the_folder_is_refused() throws IOException {
        var file = Files.createFile(folder.resolve("kafka"));
        assertThatThrownBy(() -> BrokerStorage.open(file))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--data");
    }

    @Test
    void a_damaged_identity_is_refused_with_what_is_missing() throws IOException {
        BrokerStorage.open(folder).close();
        Files.writeString(folder.resolve("meta.properties"), "version=1\nnode.id=1\ndirectory.id=x\n");
        assertThatThrownBy(() -> BrokerStorage.open(folder))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("meta.properties is damaged: it has no cluster.id")
                .hasMessageContaining("backup");
    }

    @Test
    void a_log_without_its_identity_is_not_formatted_over() throws IOException {
        Files.createDirectory(folder.resolve("__cluster_metadata-0"));
        assertThatThrownBy(() -> BrokerStorage.open(folder))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("meta.properties is damaged: it is missing");
    }

    @Test
    void a_folder_of_another_node_is_refused() throws IOException {
        Files.writeString(folder.resolve("meta.properties"), "version=1\ncluster.id=c\nnode.id=7\ndirectory.id=x\n");
        assertThatThrownBy(() -> BrokerStorage.open(folder)).hasMessageContaining("another broker (node 7)");
    }

    @Test
    void a_refused_folder_is_not_left_locked() throws IOException {
        Files.writeString(folder.resolve("meta.properties"), "");
        assertThatThrownBy(() -> BrokerStorage.open(folder)).isInstanceOf(BrokerStartException.class);
        assertThat(FolderLock.holder(folder)).isNull();
    }

    @Test
    void a_locked_folder_is_refused_with_the_process_that_has_it() throws IOException {
        try (var lock = FolderLock.take(folder)) {
            var pid = Long.toString(ProcessHandle.current().pid());
            assertThat(FolderLock.holder(folder)).contains(pid);
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("process " + pid)
                    .hasMessageContaining("--data");
            assertThat(lock).isNotNull();
        }
        assertThat(FolderLock.holder(folder)).isNull();
    }

    @Test
    void a_port_in_use_is_refused_before_the_folder_is_touched() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = BrokerOptions.in(folder.resolve("kafka")).withPort(taken.getLocalPort());
            assertThatThrownBy(() -> EmbeddedKafka.prepare(options))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("--kafka-port 0");
        }
        assertThat(folder.resolve("kafka")).doesNotExist();
    }

    @Test
    void every_record_is_forced_to_the_disk_only_when_asked() {
        var plain = BrokerOptions.in(folder);
        assertThat(BrokerProperties.of(plain, 1, 2)).doesNotContainKey("log.flush.interval.messages");
        assertThat(BrokerProperties.of(plain.withFsync(true), 1, 2)).containsEntry("log.flush.interval.messages", "1");
    }

    @Test
    void it_listens_on_loopback_alone_unless_told_otherwise() {
        assertThat(BrokerProperties.of(BrokerOptions.in(folder), 9092, 2))
                .containsEntry("listeners", "CLIENTS://127.0.0.1:9092,CONTROLLER://127.0.0.1:2")
                .containsEntry("advertised.listeners", "CLIENTS://localhost:9092");
    }
}
