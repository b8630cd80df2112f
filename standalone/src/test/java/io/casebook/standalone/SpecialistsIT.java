package io.casebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.casebook.standalone.running.RunningCasebook;
import io.casebook.standalone.running.RunningCasebook.Setup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose model plans and asks two specialists, one of which never answers, on a real broker. */
class SpecialistsIT {
    private static final CountDownLatch OVER = new CountDownLatch(1);

    @TempDir
    private static Path folder;

    private static HttpServer model;
    private static RunningCasebook casebook;

    @BeforeAll
    static void start() throws IOException {
        model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        model.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        model.createContext("/v1/chat/completions", SpecialistsIT::answer);
        model.start();
        var agent = Files.createDirectory(folder.resolve("agent"));
        Files.writeString(agent.resolve("agent.yaml"), """
                id: advised
                languages: [en]
                instructions: You are the agent itself.
                models: {reason: [big], classify: off}
                knowledge: off
                triage: off
                specialists:
                  sizing: {when: Which size fits., instructions: 26 cm is size 41., timeout: 20s}
                  stock: {when: What is in stock., instructions: You never find anything., timeout: 1s}
                """);
        var models = Files.writeString(
                folder.resolve("models.yaml"), """
                models:
                  big: {base_url: "http://127.0.0.1:%d/v1", model: big}
                """.formatted(model.getAddress().getPort()));
        casebook = RunningCasebook.start(
                Setup.fresh().with("--agent", agent.toString()).with("--models", models.toString()));
    }

    @AfterAll
    static void stop() {
        OVER.countDown();
        casebook.close();
        model.stop(0);
    }

    /** Speaks the protocol of chat completions: first plans and asks both, then answers with what it has. */
    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (asked.contains("You never find anything.")) {
                hang();
            }
            var message = asked.contains("26 cm is size 41.")
                    ? "\"content\":\"It is size 41.\""
                    : asked.contains("tool_call_id")
                            ? "\"content\":\"Size 41 fits; I cannot see the stock now.\""
                            : "\"content\":null,\"tool_calls\":[%s,%s,%s]"
                                    .formatted(
                                            call("make_plan", "plan", "Ask both, then answer."),
                                            call("ask_sizing", "task", "Which size for 26 cm?"),
                                            call("ask_stock", "task", "Any boots?"));
            var body = """
                    {"id":"c","object":"chat.completion","created":1,"model":"big",
                     "choices":[{"index":0,"message":{"role":"assistant",%s},"finish_reason":"stop"}],
                     "usage":{"prompt_tokens":10,"completion_tokens":2,"total_tokens":12}}
                    """.formatted(message).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void hang() {
        try {
            assertThat(OVER.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String call(String tool, String argument, String text) {
        return "{\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"{\\\"%s\\\":\\\"%s\\\"}\"}}"
                .formatted(tool, tool, argument, text);
    }

    @Test
    void The_agent_answers_with_what_one_specialist_said_and_without_the_one_that_is_late() {
        var customer = Customer.of(casebook.url());

        assertThat(customer.asks("Which boots fit 26 cm, and are there any?"))
                .isEqualTo("Size 41 fits; I cannot see the stock now.");

        assertThat(customer.timeline().toString())
                .contains("PlanMade", "SpecialistAsked", "SpecialistAnswered", "SpecialistGaveUp", "RecoveryChosen");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(casebook.command("verify", customer.conversationId())
                                .exitCode())
                        .isZero());
    }
}
