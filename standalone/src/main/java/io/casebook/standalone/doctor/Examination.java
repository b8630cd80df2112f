package io.casebook.standalone.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is looked at.
 *
 * @param data the data folder that {@code up} would use
 * @param httpPort the port of its HTTP API
 * @param kafkaPort the port of its broker
 */
public record Examination(Path data, int httpPort, int kafkaPort) {

    /** Looks at everything; nothing is changed but a small file that is written and deleted in the data folder. */
    public List<Finding> findings() {
        var folder = new FolderExamination(data.toAbsolutePath());
        var findings = new ArrayList<Finding>();
        findings.add(MachineExamination.java());
        findings.add(MachineExamination.platform());
        findings.add(MachineExamination.memory());
        findings.add(MachineExamination.openFiles());
        findings.add(NetworkExamination.loopback());
        findings.add(NetworkExamination.port("HTTP port", httpPort, "--http-port", folder.holder()));
        findings.add(NetworkExamination.port("Kafka port", kafkaPort, "--kafka-port", folder.holder()));
        findings.add(folder.writable());
        findings.add(folder.space());
        findings.add(folder.lock());
        findings.add(folder.clock());
        return List.copyOf(findings);
    }
}
