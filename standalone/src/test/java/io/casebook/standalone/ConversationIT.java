package io.casebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.standalone.running.RunningCasebook;
import io.casebook.standalone.running.SharedCasebook;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A customer, the sample agent, the desk: on a real broker, through the doors that users have. */
@ExtendWith(SharedCasebook.class)
class ConversationIT {
    private static String url = "";

    @BeforeAll
    static void start(RunningCasebook casebook) {
        url = casebook.url();
    }

    @Test
    void A_question_is_answered_from_an_article_that_the_answer_names() {
        var customer = Customer.of(url);
        assertThat(customer.asks("What is your return policy?")).contains("30 days");
        var types = new ArrayList<String>();
        customer.timeline()
                .path("events")
                .forEach(event -> types.add(event.path("type").asText()));
        assertThat(types).contains("KnowledgeRetrieved", "ReplyDrafted", "ReplySent");
    }

    @Test
    void An_order_is_looked_up_after_its_number_was_asked_for() {
        var customer = Customer.of(url);
        assertThat(customer.asks("Where is my order?")).containsIgnoringCase("order");
        assertThat(customer.asks("It is 1001")).contains("1001").contains("shipped");
    }

    @Test
    void A_small_refund_is_done_once_it_is_confirmed() {
        var customer = Customer.of(url);
        assertThat(customer.asks("I want a refund of 20 for order 1010")).contains("Shall I refund");
        assertThat(customer.asks("yes")).containsIgnoringCase("refund");
    }

    @Test
    void A_large_refund_waits_for_a_person_and_runs_once_approved() {
        var customer = Customer.of(url);
        customer.asks("I want a refund of 500 for order 1002");
        assertThat(customer.asks("yes")).contains("approve");
        var waiting = customer.caseAtTheDesk("tool_approval");
        var decided = customer.desk(
                waiting, "approve", """
                {"human_id":"anna","payload_hash":"%s"}""".formatted(waiting.path("payload_hash").asText()));
        assertThat(decided.statusCode()).isBetween(200, 299);
        assertThat(customer.hears()).containsIgnoringCase("refund").contains("500");
    }

    @Test
    void A_human_is_had_for_the_asking_answers_and_hands_back() {
        var customer = Customer.of(url);
        assertThat(customer.asks("I want to talk to a human")).contains("colleague");
        var handedOff = customer.caseAtTheDesk("hand_off");
        assertThat(handedOff.path("summary").asText()).contains("human");
        assertThat(customer.conversation().path("status").asText()).isEqualTo("observing");

        customer.desk(handedOff, "claim", "{\"human_id\":\"anna\"}");
        customer.desk(handedOff, "reply", "{\"human_id\":\"anna\",\"body\":\"Anna here, what can I do?\"}");
        assertThat(customer.hears()).isEqualTo("Anna here, what can I do?");

        customer.desk(handedOff, "hand-back", "{\"human_id\":\"anna\"}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> customer.conversation().path("status").asText().equals("active"));
        assertThat(customer.asks("Where is my order 1001?")).contains("1001");
    }

    @Test
    void The_same_message_twice_is_answered_once_and_another_text_is_a_conflict() {
        var customer = Customer.of(url);
        assertThat(customer.post("m1", "Where is my order 1001?").statusCode()).isEqualTo(200);
        assertThat(customer.post("m1", "Where is my order 1001?").statusCode()).isEqualTo(200);
        assertThat(customer.post("m1", "Something else").statusCode()).isEqualTo(409);
        assertThat(customer.hears()).contains("1001");
        assertThat(customer.asks("What does shipping cost?")).isNotBlank();
        assertThat(customer.answers()).hasSize(2);
    }

    @Test
    void A_conversation_can_be_read_at_once_and_its_customer_be_erased() {
        for (var part : new String[] {"/messages", "/read", "/timeline", ""}) {
            var customer = Customer.of(url);
            // The tables may be behind for a moment, and then say so.
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () -> customer.call("GET", "/v1/conversations/" + customer.conversationId() + part, null)
                                    .statusCode(),
                            status -> {
                                assertThat(status).as(part).isIn(200, 503);
                                return status == 200;
                            });
        }
        var id = "erased-" + java.util.UUID.randomUUID();
        var customer = Customer.of(url);
        assertThat(customer.call("POST", "/v1/conversations", """
                        {"id":"%s","customer_id":"%s","channel":"web"}""".formatted(id, id))
                        .statusCode())
                .isEqualTo(200);
        var erasure = customer.call("DELETE", "/v1/customers/" + id, null);
        assertThat(erasure.statusCode()).isEqualTo(202);
        assertThat(erasure.body()).contains("\"conversations\":1");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> customer.call("GET", "/v1/conversations/" + id, null)
                        .body()
                        .contains("cancelled"));
    }

    @Test
    void An_ended_conversation_is_said_to_be_ended() {
        var customer = Customer.of(url);
        customer.asks("Where is my order 1001?");
        assertThat(customer.call("PUT", "/v1/conversations/" + customer.conversationId() + "/finish", "{}")
                        .statusCode())
                .isBetween(200, 299);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> customer.conversation().path("status").asText().equals("finished"));
        assertThat(customer.call("GET", "/v1/conversations/nobody-knows-it", null)
                        .statusCode())
                .isEqualTo(404);
    }
}
