package io.casebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** A question that nobody wrote an article for, until a person has answered it. */
class GapsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUESTION = "Do you rent out kayaks for a weekend?";
    private static final String SECRET = "May my drone film the beavers behind your workshop?";
    private static final String REPLY =
            "Hi Grace, we rent out kayaks from May to September for 40 euros a weekend. Your order 100234 is ready."
                    + " Best regards";

    @TempDir
    private static Path folder;

    private static RunningCasebook casebook;

    @BeforeAll
    static void start() throws IOException {
        var agent = Files.createDirectory(folder.resolve("agent"));
        Files.writeString(agent.resolve("agent.yaml"), """
            id: outdoors
            languages: [en]
            """);
        Files.writeString(Files.createDirectory(agent.resolve("knowledge")).resolve("returns.md"), """
            # Returning a tent
            You may return a tent within 30 days, unused and in its bag.
            """);
        casebook = RunningCasebook.start(Setup.fresh().with("--agent", agent.toString()));
    }

    @AfterAll
    static void stop() {
        casebook.close();
    }

    @Test
    void A_question_that_people_had_to_answer_is_answered_by_an_article_of_their_words() {
        var first = Customer.of(casebook.url());
        first.asks(QUESTION);
        first.asks(QUESTION);
        resolvedByAPerson(first);

        await().atMost(PATIENCE).until(() -> gap(first).path("awaits_review").asBoolean());
        var gap = gap(first);
        assertThat(gap.path("question").asText()).isEqualTo(QUESTION);
        assertThat(gap.at("/causes/hand_off").asInt()).isEqualTo(1);
        var proposed = gap.at("/proposal/body").asText();
        assertThat(proposed).contains("40 euros a weekend").doesNotContain("100234", "Hi", "regards");
        var listed = casebook.command("knowledge", "gaps");
        assertThat(listed.exitCode()).isZero();
        assertThat(listed.out()).contains(QUESTION).contains("an article waits for review at /knowledge/gaps?gap=");

        var approved = first.call(
                "POST",
                "/v1/knowledge/gaps/" + gap.path("id").asText() + "/approve",
                JSON.createObjectNode()
                        .put("human_id", "anna")
                        .put("title", QUESTION)
                        .put("body", "We rent out kayaks from May to September for 40 euros a weekend.")
                        .toString());

        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        assertThat(Customer.of(casebook.url()).asks(QUESTION)).contains("40 euros");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                gap(first).at("/effect/after/questions").asInt())
                        .isEqualTo(1));
        var effect = gap(first).path("effect");
        assertThat(effect.at("/before/questions").asInt()).isEqualTo(2);
        assertThat(effect.at("/before/handed_off").asInt()).isEqualTo(1);
        assertThat(effect.at("/after/handed_off").asInt()).isZero();
        assertThat(casebook.command("knowledge", "gaps").out()).contains("approved by anna");
        assertThat(casebook.command("verify", first.conversationId()).exitCode())
                .isZero();
    }

    @Test
    void A_draft_of_an_article_goes_with_the_conversation_that_it_was_made_of() {
        var customer = Customer.of(casebook.url());
        customer.asks(SECRET);
        customer.asks(SECRET);
        resolvedByAPerson(customer);
        await().atMost(PATIENCE).until(() -> gap(customer).path("awaits_review").asBoolean());
        var id = gap(customer).path("id").asText();
        var saved = customer.call(
                "POST",
                "/v1/knowledge/gaps/" + id + "/save",
                JSON.createObjectNode()
                        .put("human_id", "anna")
                        .put("title", SECRET)
                        .put("body", "Only on Tuesdays.")
                        .toString());
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        assertThat(customer.call("GET", "/v1/articles/proposal." + id, null).statusCode())
                .isEqualTo(200);

        assertThat(customer.call("DELETE", "/v1/conversations/" + customer.conversationId(), null)
                        .statusCode())
                .isBetween(200, 299);

        await().atMost(PATIENCE)
                .until(() -> customer.call("GET", "/v1/articles/proposal." + id, null)
                                .statusCode()
                        == 404);
        assertThat(customer.call("GET", "/v1/knowledge/gaps", null).body()).doesNotContain(SECRET);
    }

    private static void resolvedByAPerson(Customer customer) {
        var waiting = customer.caseAtTheDesk("hand_off");
        assertThat(waiting.path("reason_code").asText()).isEqualTo("not_understood");
        customer.desk(waiting, "claim", "{\"human_id\":\"anna\"}");
        customer.desk(waiting, "reply", "{\"human_id\":\"anna\",\"body\":\"" + REPLY + "\"}");
        assertThat(customer.hears()).contains("40 euros");
        assertThat(customer.call("PUT", "/v1/conversations/" + customer.conversationId() + "/finish", "{}")
                        .statusCode())
                .isBetween(200, 299);
    }

    /** The gap that a conversation is an example of. */
    private static JsonNode gap(Customer customer) {
        var gaps = json(customer.call("GET", "/v1/knowledge/gaps?agent_id=outdoors", null)
                .body());
        for (var gap : gaps.path("gaps")) {
            if (gap.path("examples").toString().contains(customer.conversationId())) {
                return gap;
            }
        }
        return JSON.missingNode();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }
}
