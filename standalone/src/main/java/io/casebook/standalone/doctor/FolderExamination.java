package io.casebook.standalone.doctor;

import io.casebook.standalone.broker.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The data folder, and the disk and the clock behind it. */
final class FolderExamination {
    private static final String DATA = "data folder";
    private static final String CLOCK = "clock";
    private static final long LEAST_SPACE = 1L << 30;
    private static final Duration CLOSE_ENOUGH = Duration.ofSeconds(5);
    /** Nobody ran this before it was written. */
    private static final Instant NOT_BEFORE = Instant.parse("2026-01-01T00:00:00Z");

    private final Path folder;

    FolderExamination(Path folder) {
        this.folder = folder;
    }

    /** The process that has the folder now; null for none. */
    @Nullable
    String holder() {
        try {
            return FolderLock.holder(folder);
        } catch (IOException e) {
            return null;
        }
    }

    Finding writable() {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            return Finding.wrong(DATA, "%s is a file".formatted(folder), "choose a folder with --data");
        }
        var existing = existing();
        return Files.isWritable(existing)
                ? Finding.fine(DATA, existing.equals(folder) ? folder + " is writable" : folder + " will be made")
                : Finding.wrong(
                        DATA,
                        "%s is not writable".formatted(existing),
                        "make it writable for this user, or choose another with --data");
    }

    Finding space() {
        try {
            var free = Files.getFileStore(existing()).getUsableSpace();
            var detail = "%d MiB free".formatted(free >> 20);
            return free >= LEAST_SPACE
                    ? Finding.fine("disk", detail)
                    : Finding.wrong(
                            "disk",
                            detail,
                            "free at least %d MiB, or choose another disk with --data".formatted(LEAST_SPACE >> 20));
        } catch (IOException e) {
            return Finding.wrong("disk", "unknown: " + e.getMessage(), "choose another disk with --data");
        }
    }

    Finding lock() {
        var holder = holder();
        if (holder == null) {
            return Finding.fine("lock", "nobody uses the data folder");
        }
        return Finding.fine("lock", "the data folder is in use by the Casebook in process %s".formatted(holder));
    }

    /** Deadlines and the order of a customer's messages go by the clock: it must not be years off, nor differ from the disk's. */
    Finding clock() {
        var now = Instant.now();
        if (now.isBefore(NOT_BEFORE)) {
            return Finding.wrong(CLOCK, "it is %s".formatted(now), "set the clock, best by a time service (NTP)");
        }
        var existing = existing();
        if (!Files.isWritable(existing)) {
            return Finding.fine(CLOCK, now.toString());
        }
        try {
            var probe = Files.createTempFile(existing, "casebook-doctor", ".tmp");
            var onDisk = Files.getLastModifiedTime(probe).toInstant();
            Files.delete(probe);
            var off = Duration.between(now, onDisk).abs();
            return off.compareTo(CLOSE_ENOUGH) <= 0
                    ? Finding.fine(CLOCK, now.toString())
                    : Finding.wrong(
                            CLOCK,
                            "the disk's clock differs by %d s".formatted(off.toSeconds()),
                            "set both clocks by a time service (NTP), or choose a local disk with --data");
        } catch (IOException e) {
            return Finding.wrong(CLOCK, "cannot be compared: " + e.getMessage(), "choose another folder with --data");
        }
    }

    /** The folder, or the nearest one above it that is there. */
    private Path existing() {
        var nearest = folder;
        while (!Files.exists(nearest)) {
            var parent = nearest.getParent();
            if (parent == null) {
                return nearest;
            }
            nearest = parent;
        }
        return nearest;
    }
}
