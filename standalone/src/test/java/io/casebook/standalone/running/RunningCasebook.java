package io.casebook.standalone.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topics;
import io.casebook.standalone.log.LogReader;
import io.casebook.vocabulary.event.ConversationEvent;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Casebook that has said ready. */
public final class RunningCasebook implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready (http://localhost:\\d+) kafka=(localhost:\\d+)");
    private static final int READY_WITHIN_SECONDS = 180;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONVERSATIONS = "/v1/conversations/";

    private final Setup setup;
    private final Program program;
    private final String url;
    private final String kafka;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningCasebook(Setup setup, Program program, String url, String kafka) {
        this.setup = setup;
        this.program = program;
        this.url = url;
        this.kafka = kafka;
    }

    /**
     * What it is started with.
     *
     * @param data its data folder
     * @param options further options of {@code up}
     * @param environment further environment
     */
    public record Setup(Path data, List<String> options, Map<String, String> environment) {

        /** A new folder, which goes with the tests, and nothing else. */
        public static Setup fresh() {
            try {
                var data = Files.createTempDirectory("casebook-it");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(data)));
                return new Setup(data, List.of(), Map.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The same with further options. */
        public Setup with(String... more) {
            var all = new ArrayList<>(options);
            all.addAll(List.of(more));
            return new Setup(data, all, environment);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("left behind: " + folder);
        }
    }

    /** Starts one on free ports and returns when it is ready. */
    public static RunningCasebook start(Setup setup) {
        var arguments = new ArrayList<>(List.of(
                "up",
                "--http-port",
                "0",
                "--kafka-port",
                "0",
                "--data",
                setup.data().toString()));
        arguments.addAll(setup.options());
        var ready = new CompletableFuture<Matcher>();
        var program = Program.start(arguments, setup.environment(), line -> {
            var matcher = READY.matcher(line);
            if (matcher.matches()) {
                ready.complete(matcher);
            }
        });
        try {
            var matcher = ready.get(READY_WITHIN_SECONDS, TimeUnit.SECONDS);
            return new RunningCasebook(setup, program, matcher.group(1), matcher.group(2));
        } catch (TimeoutException | ExecutionException e) {
            program.kill();
            throw new AssertionError("it is not ready; it printed: " + program.err(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            program.kill();
            throw new IllegalStateException(e);
        }
    }

    /** Stops it and starts it again on its data. */
    public RunningCasebook restart() {
        stop();
        return start(setup);
    }

    /** Asks it to end and waits; the exit code. */
    public int stop() {
        return program.stop();
    }

    /** Kills it as {@code kill -9} does. */
    public void kill() {
        program.kill();
    }

    /** What it was started with. */
    public Setup setup() {
        return setup;
    }

    /** The process. */
    public Program program() {
        return program;
    }

    /** Where its HTTP API is. */
    public String url() {
        return url;
    }

    /** Where its broker is. */
    public String kafka() {
        return kafka;
    }

    /** Runs another command of the program against this one. */
    public Program command(String... arguments) {
        return Program.run(List.of(arguments), Map.of("CASEBOOK_URL", url, "CASEBOOK_KAFKA_BOOTSTRAP", kafka), "");
    }

    /** Clients of its broker. */
    public KafkaClients kafkaClients() {
        return KafkaClients.of(PlatformSettings.local(kafka));
    }

    /** Its topics. */
    public Topics topics() {
        return new Topics("casebook.", 8);
    }

    /** Begins a conversation with the AI agent. */
    public JsonNode open(String conversationId) {
        return done("POST", "/v1/conversations", """
                {"id": "%s", "customer_id": "customer-demo", "channel": "web", "assignee_type": "AI Agent", "created": "%s"}""".formatted(conversationId, Instant.now()));
    }

    /** A message of the customer. */
    public JsonNode say(String conversationId, String messageId, String body) {
        var message = JSON.createObjectNode()
                .put("id", messageId)
                .put("body", body)
                .put("participant_id", "customer-demo")
                .put("participant_type", "Customer")
                .put("created", Instant.now().toString());
        return done("POST", CONVERSATIONS + conversationId + "/messages", message.toString());
    }

    /** The conversation as the API shows it. */
    public JsonNode conversation(String conversationId) {
        return get(CONVERSATIONS + conversationId);
    }

    /** What was said. */
    public JsonNode transcript(String conversationId) {
        return get(CONVERSATIONS + conversationId + "/messages");
    }

    /** Every event of a conversation, from the log itself. */
    public List<ConversationEvent> log(String conversationId) {
        return new LogReader(kafkaClients(), topics().log()).conversation(conversationId);
    }

    /** What GET gives; fails the test unless it is 2xx. */
    public JsonNode get(String path) {
        return done("GET", path, "");
    }

    /** Sends a body and gives the answer; fails the test unless it is 2xx. */
    public JsonNode done(String method, String path, String body) {
        var answer = ask(method, path, body);
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError("%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("%s %s gives no JSON: %s".formatted(method, path, answer.body()), e);
        }
    }

    /** Sends a request with the local key and gives whatever is answered. */
    public HttpResponse<String> ask(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", "Bearer local")
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        if (program.isAlive()) {
            program.stop();
        }
    }
}
