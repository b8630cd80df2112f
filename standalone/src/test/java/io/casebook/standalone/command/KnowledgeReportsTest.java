package io.casebook.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.up.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code casebook knowledge audit} and {@code gaps}: what they say of the work of models, with an API that a test scripts. */
class KnowledgeReportsTest {
    private static final String CLEARED = """
            {"kind": "contradiction", "article_id": "old", "title": "Returns", "message": "gives another number than `new`",
             "excerpt": "within 30 days", "judgement": {"model": "big", "confirmed": false, "reason": "Other orders."}}""";
    private static final String CONFIRMED = """
            {"kind": "contradiction", "article_id": "a", "title": "Dogs", "message": "contradicts `b`",
             "excerpt": "travel free", "judgement": {"model": "big", "confirmed": true, "reason": "One asks for a ticket."}}""";

    private final StringWriter out = new StringWriter();
    private String answer = "{}";
    private final HttpServer api = start();

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void answers() {
        api.createContext("/", exchange -> {
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            try (var body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        });
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void an_audit_in_which_a_model_cleared_every_doubt_ends_well_and_shows_them_all_the_same() {
        answer = report(CLEARED);

        assertThat(run("knowledge", "audit")).isZero();
        assertThat(out.toString())
                .contains("contradiction (cleared): old (Returns) gives another number than `new`")
                .contains("    within 30 days")
                .contains("    big: Other orders.")
                .contains("contradiction (cleared)=1")
                .contains("pairs of passages judged by models: 3 of 5");
    }

    @Test
    void an_audit_in_which_a_model_found_a_contradiction_fails() {
        answer = report(CONFIRMED + "," + CLEARED);

        assertThat(run("knowledge", "audit")).isEqualTo(CommandFailure.FAILED);
        assertThat(out.toString())
                .contains("contradiction: a (Dogs) contradicts `b`")
                .contains("    big: One asks for a ticket.");
    }

    @Test
    void gaps_say_which_model_wrote_an_article_or_why_none_did() {
        answer = """
                {"caught_up": true, "questions": 2, "gaps": [%s, %s, %s]}""".formatted(
                        gap("g1", "{\"written_by\": \"big\"}"),
                        gap("g2", "{\"written_by\": \"people\"}"),
                        gap("g3", "{\"written_by\": \"people\", \"note\": \"No model could write it\"}"));

        assertThat(run("knowledge", "gaps")).isZero();
        assertThat(out.toString())
                .contains("/knowledge/gaps?gap=g1, written by big")
                .containsPattern("gap=g2\\R")
                .contains("gap=g3; No model could write it");
    }

    private static String report(String findings) {
        return """
                {"position": 7, "articles": 4, "findings": [%s], "compared": {"pairs": 5, "judged": 3}}""".formatted(findings);
    }

    private static String gap(String id, String proposal) {
        return "{\"id\": \"%s\", \"awaits_review\": true, \"proposal\": %s}".formatted(id, proposal);
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", "http://localhost:" + api.getAddress().getPort()));
        var line = CommandLineRun.commandLine(Settings.of(all));
        line.setOut(new PrintWriter(out, true));
        return line.execute(all.toArray(String[]::new));
    }
}
