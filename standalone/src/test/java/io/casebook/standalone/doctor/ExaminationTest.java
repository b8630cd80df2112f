package io.casebook.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.standalone.broker.FolderLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each finding, and what to do about it. */
class ExaminationTest {
    @TempDir
    Path folder;

    @Test
    void a_machine_that_builds_casebook_can_run_it() {
        var findings = new Examination(folder.resolve("data"), 0, 0).findings();
        assertThat(findings)
                .filteredOn(finding -> finding.subject().matches("Java|loopback|data folder|clock|lock"))
                .hasSize(5)
                .allMatch(Finding::fine);
        assertThat(folder).as("nothing is left behind").isEmptyDirectory();
    }

    @Test
    void a_port_in_use_is_told_with_a_way_out() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var finding = found("HTTP port", new Examination(folder, taken.getLocalPort(), 0));
            assertThat(finding.fine()).isFalse();
            assertThat(finding.remedy()).contains("--http-port 0");
        }
    }

    @Test
    void a_port_in_use_is_fine_while_a_casebook_runs_on_the_data() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var lock = FolderLock.take(folder)) {
            var examination = new Examination(folder, taken.getLocalPort(), 0);
            assertThat(found("HTTP port", examination).fine()).isTrue();
            assertThat(found("lock", examination).detail()).contains("process");
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void a_file_in_the_place_of_the_data_folder_is_told() throws IOException {
        var file = Files.createFile(folder.resolve("data"));
        assertThat(found("data folder", new Examination(file, 0, 0)).remedy()).contains("--data");
    }

    private static Finding found(String subject, Examination examination) {
        List<Finding> findings = examination.findings();
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}
