package io.casebook.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The product as a user runs it: {@code casebook up}, in a process of its own. */
final class Product implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready (http://\\S+) kafka=(\\S+)");
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    private final Process process;
    private final String url;
    private final String kafka;
    private final Duration startTime;

    private Product(Process process, Matcher ready, Duration startTime) {
        this.process = process;
        this.url = ready.group(1);
        this.kafka = ready.group(2);
        this.startTime = startTime;
    }

    /**
     * Where Casebook is installed.
     *
     * @param folder the folder of the {@code casebook} script
     */
    record Home(Path folder) {}

    /**
     * How it is started.
     *
     * @param data data folder
     * @param httpPort port of the HTTP API
     * @param kafkaPort port of the broker
     * @param options further options of {@code up}
     * @param environment further environment
     */
    record Start(Path data, int httpPort, int kafkaPort, List<String> options, Map<String, String> environment) {
        /** On free ports, which stay the same when it is started again. */
        static Start fresh(List<String> options, Map<String, String> environment) throws IOException {
            return new Start(Files.createTempDirectory("casebook-bench"), freePort(), freePort(), options, environment);
        }
    }

    /** A start with the benchmarks' agent, whose model and tool are these endpoints. */
    static Start withAgent(Home home, Endpoints endpoints) throws IOException {
        return withAgent(home, endpoints, home.folder().resolve("bench/agent"));
    }

    /** A start with this agent, whose model and tool are these endpoints. */
    static Start withAgent(Home home, Endpoints endpoints, Path agent) throws IOException {
        var models = models(endpoints);
        return Start.fresh(
                List.of("--agent", agent.toString(), "--models", models.toString()),
                Map.of("BENCH_URL", endpoints.url(), "BENCH_MODEL_KEY", "unused"));
    }

    /** A models file with one model: these endpoints. */
    static Path models(Endpoints endpoints) throws IOException {
        return Files.writeString(Files.createTempFile("casebook-bench", ".yaml"), """
                models:
                  local: {provider: openai, base_url: "%s/v1", model: local, api_key: "${env:BENCH_MODEL_KEY}", context: 128000}
                """.formatted(endpoints.url()));
    }

    /** Starts it and waits for its ready line. */
    static Product start(Home home, Start start) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                home.folder().resolve("casebook").toString(),
                "up",
                "--data",
                start.data().toString(),
                "--http-port",
                String.valueOf(start.httpPort()),
                "--kafka-port",
                String.valueOf(start.kafkaPort())));
        command.addAll(start.options());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(start.environment());
        var began = System.nanoTime();
        var process = builder.start();
        BlockingQueue<Matcher> ready = new ArrayBlockingQueue<>(1);
        Thread.ofVirtual().start(() -> follow(process, ready));
        var matcher = ready.poll(READY_WITHIN.toSeconds(), TimeUnit.SECONDS);
        if (matcher == null) {
            process.destroyForcibly();
            throw new IllegalStateException("the product was not ready within " + READY_WITHIN);
        }
        return new Product(process, matcher, Duration.ofNanos(System.nanoTime() - began));
    }

    private static void follow(Process process, BlockingQueue<Matcher> ready) {
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = out.readLine()) != null) {
                var matcher = READY.matcher(line);
                if (matcher.find()) {
                    ready.add(matcher);
                } else {
                    Figures.say("  | " + line);
                }
            }
        } catch (IOException e) {
            Figures.say("  | the product's output ended: " + e.getMessage());
        }
    }

    String url() {
        return url;
    }

    String kafka() {
        return kafka;
    }

    /** From the command to the ready line. */
    Duration startTime() {
        return startTime;
    }

    /** The heap in use after a full collection, in mebibytes; -1 where the JDK's tool does not tell. */
    long heapMebibytes() throws IOException, InterruptedException {
        return heapMebibytes(process.pid());
    }

    /** The heap of a process in use after a full collection, in mebibytes; -1 where the JDK's tool does not tell. */
    static long heapMebibytes(long processId) throws IOException, InterruptedException {
        var pid = String.valueOf(processId);
        jcmd(pid, "GC.run");
        var used = Pattern.compile("used (\\d+)K").matcher(jcmd(pid, "GC.heap_info"));
        return used.find() ? Long.parseLong(used.group(1)) / 1024 : -1;
    }

    private static String jcmd(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString()));
        command.addAll(List.of(arguments));
        var asked = new ProcessBuilder(command).redirectErrorStream(true).start();
        var answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asked.waitFor();
        return answer;
    }

    /** Resident memory in mebibytes; -1 where this system does not tell. */
    long residentMebibytes() throws IOException {
        var status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    /** Ends it without a chance to clean up, as kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
