package io.casebook.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An installation whose parts are processes of their own: the broker, the orchestrator, the model gateway, the tool service and ingress. The
 * benchmark's agent searches no articles, so the knowledge service is left out.
 */
final class Services implements AutoCloseable {
    /** The process under all others. */
    static final String BROKER = "broker";

    private static final String ORCHESTRATOR = "orchestrator-service";
    private static final String INGRESS = "ingress-service";
    private static final String GATEWAY = "llm-gateway-service";
    private static final String ANOTHER = "-2";
    private static final List<String> APPLICATIONS = List.of(ORCHESTRATOR, GATEWAY, "tool-service", INGRESS);
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration BUILT_WITHIN = Duration.ofMinutes(15);
    /** Small, without a compiler that needs minutes to pay for itself: these processes live for seconds. */
    private static final List<String> FLAGS = List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");

    private final Product.Home home;
    private final Path data;
    private final Map<String, String> environment;
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Services(Product.Home home, Path data, Map<String, String> environment) throws IOException {
        this.home = home;
        this.data = data;
        this.environment = new HashMap<>(environment);
        for (var name : APPLICATIONS) {
            ports.put(name, freePort());
        }
        ports.put(BROKER, freePort());
        this.environment.put("CASEBOOK_KAFKA_BOOTSTRAP", kafka());
        this.environment.put("CASEBOOK_ORCHESTRATOR_URL", "http://localhost:" + ports.get(ORCHESTRATOR));
        this.environment.put("CASEBOOK_ORCHESTRATOR_SERVICE_INSTANCE", "bench");
        this.environment.put("CASEBOOK_AGENT", "bench");
    }

    /** Builds the services' applications where they are not, starts everything and waits until all are ready. */
    static Services start(Product.Home home, Endpoints endpoints) throws IOException, InterruptedException {
        build(home, APPLICATIONS);
        var data = Files.createTempDirectory("casebook-bench");
        var models = Product.models(endpoints);
        var services = new Services(
                home,
                data,
                Map.of(
                        "BENCH_URL",
                        endpoints.url(),
                        "BENCH_MODEL_KEY",
                        "unused",
                        "CASEBOOK_MODELS",
                        models.toString()));
        services.launch(BROKER);
        services.awaitBroker();
        services.command("topics", "create", "--kafka", services.kafka());
        services.command("publish", home.folder().resolve("bench/agent").toString(), "--kafka", services.kafka());
        for (var name : APPLICATIONS) {
            services.launch(name);
        }
        services.awaitReady();
        return services;
    }

    /** The broker and the model gateway alone, with a bound for the gateway's heap and the compilers of production. */
    static Services gateway(Product.Home home, Path models, int heapMebibytes)
            throws IOException, InterruptedException {
        build(home, List.of(GATEWAY));
        var data = Files.createTempDirectory("casebook-bench");
        var services = new Services(
                home,
                data,
                Map.of(
                        "CASEBOOK_MODELS",
                        models.toString(),
                        "BENCH_URL",
                        "http://127.0.0.1:1",
                        "BENCH_MODEL_KEY",
                        "unused"));
        services.launch(BROKER);
        services.awaitBroker();
        services.command("topics", "create", "--kafka", services.kafka());
        services.command("publish", home.folder().resolve("bench/agent").toString(), "--kafka", services.kafka());
        services.launch(GATEWAY, production(heapMebibytes));
        await(GATEWAY, () -> services.ready(GATEWAY));
        return services;
    }

    /** Starts another process of the model gateway, and waits until it is ready. */
    void anotherGateway(int heapMebibytes) throws IOException, InterruptedException {
        var name = GATEWAY + ANOTHER;
        ports.put(name, freePort());
        launch(name, production(heapMebibytes));
        await(name, () -> ready(name));
    }

    /** The heap of a service in use after a full collection, in mebibytes; -1 where the JDK's tool does not tell. */
    long heapMebibytes(String name) throws IOException, InterruptedException {
        var process = processes.get(name);
        return process == null ? -1 : Product.heapMebibytes(process.pid());
    }

    /** Where the HTTP API is. */
    String url() {
        return "http://localhost:" + ports.get(INGRESS);
    }

    /** Where the broker is. */
    String kafka() {
        return "localhost:" + ports.get(BROKER);
    }

    /** The processes that may be killed at any time. */
    List<String> victims() {
        return APPLICATIONS;
    }

    /** Kills a process without a chance to clean up, and starts it again without waiting until it is ready. */
    void restart(String name) throws IOException, InterruptedException {
        var process = processes.get(name);
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        launch(name);
    }

    /** Waits until every service says that it is ready. */
    void awaitReady() throws InterruptedException {
        for (var name : APPLICATIONS) {
            await(name, () -> ready(name));
        }
    }

    private void awaitBroker() throws InterruptedException {
        await(BROKER, () -> {
            try (var _ = new java.net.Socket(InetAddress.getLoopbackAddress(), port(BROKER))) {
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    private interface Check {
        boolean holds() throws InterruptedException;
    }

    private static void await(String name, Check check) throws InterruptedException {
        var limit = System.nanoTime() + READY_WITHIN.toNanos();
        while (!check.holds()) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("%s was not ready within %s".formatted(name, READY_WITHIN));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean ready(String name) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/q/health/ready".formatted(port(name))))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private int port(String name) {
        return ports.getOrDefault(name, 0);
    }

    private void launch(String name) throws IOException {
        launch(name, FLAGS);
    }

    private void launch(String name, List<String> flags) throws IOException {
        var command = new ArrayList<String>();
        if (name.equals(BROKER)) {
            command.addAll(List.of(home.folder().resolve("casebook").toString(), "broker"));
            command.addAll(List.of("--kafka-port", String.valueOf(port(BROKER)), "--data", data.toString()));
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(flags);
            command.addAll(List.of("-jar", application(home, name).toString()));
        }
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("CASEBOOK_DATA", data.resolve(name).toString());
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port(name)));
        builder.environment().put("QUARKUS_HTTP_HOST", "localhost");
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(data.resolve(name + ".log").toFile()));
        processes.put(name, builder.start());
    }

    private void command(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(home.folder().resolve("casebook").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.redirectOutput(data.resolve("commands.log").toFile());
        var exit = builder.start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("casebook %s ended with %d; see %s"
                    .formatted(String.join(" ", words), exit, data.resolve("commands.log")));
        }
    }

    private static List<String> production(int heapMebibytes) {
        return List.of(
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx" + heapMebibytes + "m");
    }

    private static Path application(Product.Home home, String name) {
        return home.folder().resolve(name.replace(ANOTHER, "")).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** The quick build leaves the applications of single services out, or leaves those of an earlier build there. */
    private static void build(Product.Home home, List<String> applications) throws IOException, InterruptedException {
        var program = home.folder().resolve("standalone/target/quarkus-app/quarkus-run.jar");
        var upToDate = true;
        for (var name : applications) {
            var application = application(home, name);
            upToDate &= Files.exists(application)
                    && Files.getLastModifiedTime(application).compareTo(Files.getLastModifiedTime(program)) >= 0;
        }
        if (upToDate) {
            return;
        }
        Figures.say("building the applications of the services");
        var builder = new ProcessBuilder(
                        home.folder().resolve("mvnw").toString(),
                        "--batch-mode",
                        "--no-transfer-progress",
                        "-Dquick",
                        "-Dmaven.test.skip=true",
                        "-Dcasebook.services.skip-application=false",
                        "-pl",
                        String.join(",", applications),
                        "-am",
                        "package")
                .directory(home.folder().toFile())
                .redirectErrorStream(true);
        var log = Files.createTempFile("casebook-build", ".log");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.redirectOutput(log.toFile());
        var process = builder.start();
        if (!process.waitFor(BUILT_WITHIN.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("the services could not be built; see " + log);
        }
    }

    @Override
    public void close() {
        // Those on top first: none need wait for what it stands on.
        List.copyOf(processes.values()).reversed().forEach(Process::destroyForcibly);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
