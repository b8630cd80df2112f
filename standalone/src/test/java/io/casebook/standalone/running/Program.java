package io.casebook.standalone.running;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run of the program, with what it prints. */
public final class Program {
    private static final int END_WITHIN_SECONDS = 60;

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers;

    private Program(Process process, Consumer<String> onLine) {
        this.process = process;
        this.readers = List.of(
                read(process.getInputStream(), line -> {
                    out.add(line);
                    onLine.accept(line);
                }),
                read(process.getErrorStream(), err::add));
    }

    /** Where Casebook is checked out. */
    public static Path home() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    /** Starts the program; lines on its standard output are handed on as they come. */
    public static Program start(List<String> arguments, Map<String, String> environment, Consumer<String> onLine) {
        var jar = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    "%s is missing; run the tests by `mvnw verify`, which builds it first".formatted(jar));
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx640m",
                // Each run is short: what it compiles well it does not live to use.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("CASEBOOK_"));
        builder.environment().put("CASEBOOK_HOME", home().toString());
        builder.environment().putAll(environment);
        try {
            return new Program(builder.start(), onLine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the program to its end. */
    public static Program run(String... arguments) {
        return run(List.of(arguments), Map.of(), "");
    }

    /** Runs the program to its end, with this on its standard input. */
    public static Program run(List<String> arguments, Map<String, String> environment, String input) {
        var program = start(arguments, environment, line -> {});
        try (var in = program.process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        program.awaitEnd();
        return program;
    }

    /** Waits for its end; the exit code. */
    public int awaitEnd() {
        try {
            if (!process.waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the program did not end; it printed: " + out + err);
            }
            for (var reader : readers) {
                reader.join();
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to end (SIGTERM) and waits; the exit code. */
    public int stop() {
        // By its handle: Process.destroy() would close its streams and lose the last lines.
        process.toHandle().destroy();
        return awaitEnd();
    }

    /** Kills it (SIGKILL) and waits. */
    public void kill() {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** Its exit code; ask only after its end. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** False once it has ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it printed on standard output. */
    public String out() {
        return String.join("\n", out);
    }

    /** What it printed on standard error. */
    public String err() {
        return String.join("\n", err);
    }

    private static Thread read(InputStream stream, Consumer<String> line) {
        return Thread.ofVirtual().start(() -> {
            try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(line);
            } catch (IOException | UncheckedIOException e) {
                line.accept("(the output ended: %s)".formatted(e.getMessage()));
            }
        });
    }
}
