package io.casebook.standalone.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The broker's folder: made, checked, locked and formatted before Kafka looks at it, because Kafka's own words are for experts. */
final class BrokerStorage {
    private static final String META = "meta.properties";
    private static final String METADATA_LOG = "__cluster_metadata-0";
    /** Below this Kafka stops at its next segment or index; better not to begin. */
    private static final long LEAST_FREE_BYTES = 128L * 1024 * 1024;

    private BrokerStorage() {}

    /** Makes the folder ready and locks it for this process. */
    static FolderLock open(Path folder) {
        var lock = FolderLock.open(folder);
        try {
            requireSpace(folder);
            if (Files.exists(folder.resolve(META))) {
                requireWhole(folder);
            } else {
                requireUnused(folder);
                format(folder);
            }
            return lock;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void requireSpace(Path folder) {
        try {
            var free = Files.getFileStore(folder).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                throw new BrokerStartException(
                        "the disk of the data folder %s is full (%d MiB left, %d MiB needed); free some space, or choose another one with --data"
                                .formatted(folder.toAbsolutePath(), free >> 20, LEAST_FREE_BYTES >> 20));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireWhole(Path folder) {
        var meta = new Properties();
        try (var in = Files.newBufferedReader(folder.resolve(META), StandardCharsets.UTF_8)) {
            meta.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(folder, "it cannot be read (%s)".formatted(e.getMessage()), e);
        }
        for (var key : new String[] {"version", "cluster.id", "node.id", "directory.id"}) {
            if (meta.getProperty(key, "").isBlank()) {
                throw damaged(folder, "it has no " + key, null);
            }
        }
        if (!meta.getProperty("node.id").equals(Integer.toString(BrokerProperties.NODE_ID))) {
            throw new BrokerStartException(
                    "the data folder %s belongs to another broker (node %s); choose another one with --data"
                            .formatted(folder.toAbsolutePath(), meta.getProperty("node.id")));
        }
    }

    /** Without its identity a folder with a log in it is not formatted anew: that would hide the log for good. */
    private static void requireUnused(Path folder) {
        if (Files.exists(folder.resolve(METADATA_LOG))) {
            throw damaged(folder, "it is missing, but the folder holds a log", null);
        }
    }

    private static BrokerStartException damaged(
            Path folder, String how, @org.jspecify.annotations.Nullable Throwable cause) {
        var message =
                "%s is damaged: %s; restore it from a backup of the folder, or move the folder away to begin with an empty log"
                        .formatted(folder.resolve(META).toAbsolutePath(), how);
        return cause == null ? new BrokerStartException(message) : new BrokerStartException(message, cause);
    }

    private static void format(Path folder) {
        try (var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .run();
        } catch (Exception e) {
            throw new BrokerStartException(
                    "the data folder %s cannot be prepared for the broker (%s); check its permissions and the free space"
                            .formatted(folder.toAbsolutePath(), e.getMessage()),
                    e);
        }
    }
}
