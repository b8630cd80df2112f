package io.casebook.platform.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.conversations.ConversationSummary.Status;
import io.casebook.platform.kafka.SerdeSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConversationStatesTest {
    private static final String SUMMARY = """
            {"conversation_id": "c1", "customer_id": "u1", "channel": "web", "created": "2026-01-31T12:00:00Z",
             "updated": "2026-01-31T12:00:05.123456Z", "status": "active", "agent_is_active": true,
             "latest_intent": "refund", "latest_hand_off_target": null, "latest_hand_off_reason": null,
             "latest_hand_off_note": null, "sequence": 7, "turn": 2, "finished_at": null,
             "seen_messages": {"m1": "abc"}, "added_later": 1}
            """;

    private final HttpServer orchestrator;
    private volatile int status = 200;
    private volatile String answer = SUMMARY;
    private volatile String seen = "";

    HttpConversationStatesTest() throws IOException {
        orchestrator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        orchestrator.createContext("/", exchange -> {
            seen = exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization");
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        orchestrator.start();
    }

    @AfterEach
    void stop() {
        orchestrator.stop(0);
    }

    @Test
    void reads_where_a_conversation_stands() {
        var summary = states().find("c1");

        assertThat(seen).isEqualTo("/internal/conversations/c1 Bearer local");
        assertThat(summary)
                .isEqualTo(new ConversationSummary(
                        "c1",
                        "u1",
                        "web",
                        Instant.parse("2026-01-31T12:00:00Z"),
                        Instant.parse("2026-01-31T12:00:05.123456Z"),
                        Status.ACTIVE,
                        true,
                        "refund",
                        null,
                        null,
                        null,
                        7,
                        2,
                        null,
                        Map.of("m1", "abc"),
                        null));
    }

    @Test
    void knows_no_conversation_that_the_orchestrator_does_not_know() {
        status = 404;

        assertThat(states().find("c1")).isNull();
    }

    @Test
    void finds_the_conversations_of_a_customer() {
        answer = "[\"c1\", \"c2\"]";

        assertThat(states().ofCustomer("anna+1@example.com")).containsExactly("c1", "c2");
        assertThat(seen).startsWith("/internal/conversations?customer_id=anna%2B1%40example.com ");

        status = 503;
        assertThatThrownBy(() -> states().ofCustomer("anna")).hasMessageContaining("503");
    }

    @Test
    void asks_nobody_for_what_is_no_id() {
        assertThat(states().find("../../etc")).isNull();
        assertThat(seen).isEmpty();
    }

    @Test
    void says_so_when_nobody_can_tell() {
        status = 503;
        assertThatThrownBy(() -> states().find("c1"))
                .isInstanceOf(ConversationStatesUnavailableException.class)
                .hasMessageContaining("503");

        status = 200;
        answer = "nonsense";
        assertThatThrownBy(() -> states().find("c1")).isInstanceOf(ConversationStatesUnavailableException.class);
    }

    @Test
    void says_which_setting_is_missing() {
        var states = new HttpConversationStates(settings(null));

        assertThat(states.ready()).isFalse();
        assertThatThrownBy(() -> states.find("c1")).hasMessageContaining("casebook.orchestrator.url");
    }

    @Test
    void is_ready_when_the_orchestrator_is() {
        assertThat(states().ready()).isTrue();
        assertThat(seen).startsWith("/q/health/ready");

        status = 503;
        assertThat(states().ready()).isFalse();
    }

    private HttpConversationStates states() {
        return new HttpConversationStates(settings(
                URI.create("http://localhost:" + orchestrator.getAddress().getPort() + "/")));
    }

    private static PlatformSettings settings(@Nullable URI orchestratorUrl) {
        return new PlatformSettings(
                "default",
                "localhost:9092",
                Map.of(),
                "casebook.",
                8,
                Path.of("data"),
                "shop",
                List.of(),
                SerdeSettings.OWN,
                orchestratorUrl);
    }
}
