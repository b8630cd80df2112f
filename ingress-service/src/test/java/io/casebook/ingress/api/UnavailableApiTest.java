package io.casebook.ingress.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.ingress.Calls;
import io.casebook.ingress.CapturedInbound;
import io.casebook.ingress.ToldStates;
import io.casebook.platform.conversations.ConversationSummary.Status;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UnavailableApiTest {
    @TestHTTPResource
    URI base = URI.create("http://localhost");

    @Inject
    CapturedInbound inbound;

    @Inject
    ToldStates states;

    @AfterEach
    void back() {
        states.away(false);
        inbound.fail(false);
    }

    @Test
    void while_the_orchestrator_cannot_answer_the_caller_is_asked_to_come_again() {
        states.away(true);

        var answer = Calls.withKey(base).get("/v1/conversations/u1");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("unavailable");
        assertThat(answer.header("Retry-After")).isNotBlank();
    }

    @Test
    void what_kafka_did_not_acknowledge_is_not_accepted() {
        states.tell("u2", Status.ACTIVE);
        inbound.fail(true);

        var answer = Calls.withKey(base).put("/v1/conversations/u2/finish", "{}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("unavailable");
    }
}
