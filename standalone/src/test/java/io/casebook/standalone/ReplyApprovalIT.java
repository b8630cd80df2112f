package io.casebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.standalone.running.RunningCasebook;
import io.casebook.standalone.running.RunningCasebook.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose every reply a person sees first, on a real broker, through the doors that users have. */
class ReplyApprovalIT {
    private static final String QUESTION = "How long may I return a tent?";
    private static final String ARTICLE = "You may return a tent within 30 days, unused and in its bag.";

    @TempDir
    private static Path folder;

    private static RunningCasebook casebook;

    @BeforeAll
    static void start() throws IOException {
        var agent = Files.createDirectory(folder.resolve("agent"));
        Files.writeString(agent.resolve("agent.yaml"), """
                id: careful
                languages: [en]
                approval: {replies: all}
                """);
        Files.writeString(
                Files.createDirectory(agent.resolve("knowledge")).resolve("returns.md"), """
                ---
                id: returns
                title: Returning a tent
                visibility: public
                language: en
                ---
                %s
                """.formatted(ARTICLE));
        casebook = RunningCasebook.start(Setup.fresh().with("--agent", agent.toString()));
    }

    @AfterAll
    static void stop() {
        casebook.close();
    }

    private static Customer asking() {
        var customer = Customer.of(casebook.url());
        customer.says(QUESTION);
        return customer;
    }

    private static String seen(JsonNode waiting, String more) {
        return "{\"human_id\":\"anna\",\"payload_hash\":\"%s\"%s}"
                .formatted(waiting.path("payload_hash").asText(), more);
    }

    private static void keepsItsPromises(Customer customer) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(casebook.command("verify", customer.conversationId())
                                .exitCode())
                        .isZero());
    }

    @Test
    void A_reply_is_sent_once_a_person_approved_it() {
        var customer = asking();
        var waiting = customer.caseAtTheDesk("reply_approval");
        assertThat(waiting.path("payload").asText()).contains("30 days");
        assertThat(customer.answers()).isEmpty();

        var decided = customer.desk(waiting, "approve", seen(waiting, ""));

        assertThat(decided.statusCode()).isBetween(200, 299);
        assertThat(customer.hears()).isEqualTo(waiting.path("payload").asText());
        keepsItsPromises(customer);
    }

    @Test
    void A_reply_is_sent_as_a_person_changed_it() {
        var customer = asking();
        var waiting = customer.caseAtTheDesk("reply_approval");

        customer.desk(waiting, "approve", seen(waiting, ",\"edited_text\":\"Thirty days. Anna\""));

        assertThat(customer.hears()).isEqualTo("Thirty days. Anna");
        keepsItsPromises(customer);
    }

    @Test
    void A_reply_that_is_refused_goes_to_people() {
        var customer = asking();
        var waiting = customer.caseAtTheDesk("reply_approval");

        customer.desk(waiting, "refuse", seen(waiting, ",\"note\":\"Ask which tent.\""));

        assertThat(customer.hears()).contains("colleague").doesNotContain("30 days");
        var handedOff = customer.caseAtTheDesk("hand_off");
        assertThat(handedOff.path("reason_code").asText()).isEqualTo("reply_refused");
        assertThat(handedOff.path("summary").asText()).contains("30 days", "Ask which tent.");
        keepsItsPromises(customer);
    }

    @Test
    void A_reply_that_the_customer_outran_cannot_be_approved() {
        var customer = asking();
        var waiting = customer.caseAtTheDesk("reply_approval");
        customer.says("And in its bag?");
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        customer.desk(waiting, "approve", seen(waiting, "")).statusCode() == 409);
        keepsItsPromises(customer);
    }
}
