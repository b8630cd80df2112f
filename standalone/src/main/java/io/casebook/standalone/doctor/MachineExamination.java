package io.casebook.standalone.doctor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Java, the processor, memory and the limits of a process. */
final class MachineExamination {
    private static final int LEAST_JAVA = 25;
    private static final long LEAST_MEMORY = 1_500L << 20;
    /** Each partition of each topic has some files open, each store of the orchestrator a few dozen. */
    private static final long LEAST_FILES = 4_096;

    private static final Set<String> SYSTEMS = Set.of("linux", "mac");
    private static final Set<String> PROCESSORS = Set.of("amd64", "x86_64", "aarch64");

    private MachineExamination() {}

    static Finding java() {
        var version = Runtime.version();
        var detail = "%s in %s".formatted(version, System.getProperty("java.home"));
        return version.feature() >= LEAST_JAVA
                ? Finding.fine("Java", detail)
                : Finding.wrong(
                        "Java", detail, "install a JDK %d or newer and set JAVA_HOME to it".formatted(LEAST_JAVA));
    }

    static Finding platform() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).split(" ", 2)[0];
        var processor = System.getProperty("os.arch");
        var detail = "%s %s, %d processors"
                .formatted(system, processor, Runtime.getRuntime().availableProcessors());
        return SYSTEMS.contains(system) && PROCESSORS.contains(processor)
                ? Finding.fine("platform", detail)
                : Finding.wrong(
                        "platform",
                        detail,
                        "the native libraries for states and embeddings are tried on Linux and macOS, x86_64 and aarch64");
    }

    static Finding memory() {
        var available = availableMemory();
        var detail = "%d MiB available".formatted(available >> 20);
        return available >= LEAST_MEMORY
                ? Finding.fine("memory", detail)
                : Finding.wrong(
                        "memory", detail, "close other programs; Casebook wants %d MiB".formatted(LEAST_MEMORY >> 20));
    }

    static Finding openFiles() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return Finding.fine("open files", "no limit known on this system");
        }
        var limit = system.getMaxFileDescriptorCount();
        var detail = "at most %d".formatted(limit);
        return limit >= LEAST_FILES
                ? Finding.fine("open files", detail)
                : Finding.wrong(
                        "open files",
                        detail,
                        "raise the limit before the start: ulimit -n %d".formatted(LEAST_FILES * 4));
    }

    /** Linux knows what it could free for a new program; elsewhere only what is free is known. */
    private static long availableMemory() {
        var free =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getFreeMemorySize();
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst()
                    .orElse(free);
        } catch (IOException e) {
            return free;
        }
    }
}
