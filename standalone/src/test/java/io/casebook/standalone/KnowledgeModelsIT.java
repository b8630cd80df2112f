package io.casebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casebook.standalone.running.RunningCasebook;
import io.casebook.standalone.running.RunningCasebook.Setup;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What models do for the articles, from the knowledge service over the topics of tasks and the gateway to a model, and back. */
class KnowledgeModelsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUESTION = "Do you rent out kayaks for a weekend?";
    private static final String REPLY = "Hi Grace, we rent out kayaks from May to September for 40 euros a weekend.";
    private static final String DRAFT = "You can rent a kayak for 40 euros a weekend, from May to September.";
    private static final String BROKEN = "refund of a broken parcel";

    @TempDir
    private static Path folder;

    private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();
    private static ScriptedModel model;
    private static RunningCasebook casebook;

    @BeforeAll
    static void start() throws IOException {
        model = new ScriptedModel(KnowledgeModelsIT::answer);
        var agent = Files.createDirectory(folder.resolve("agent"));
        Files.writeString(agent.resolve("agent.yaml"), "id: outdoors\nlanguages: [en]\n");
        var articles = Files.createDirectory(agent.resolve("knowledge"));
        Files.writeString(
                articles.resolve("refunds.md"),
                "# Refunds\nRefunds are paid to the original means of payment within five working days after a return.\n");
        Files.writeString(
                articles.resolve("money.md"),
                "# When do I get my money back\nIt takes two to three weeks after a return until the refund is back on your account.\n");
        var models = Files.writeString(
                folder.resolve("models.yaml"),
                "models:\n  writer: {base_url: \"%s\", model: m}\n".formatted(model.url()));
        var setup = Setup.fresh().with("--agent", agent.toString(), "--models", models.toString());
        casebook = RunningCasebook.start(new Setup(
                setup.data(),
                setup.options(),
                Map.of(
                        "CASEBOOK_KNOWLEDGE_MODELS_DRAFT", "writer",
                        "CASEBOOK_KNOWLEDGE_MODELS_COMPARE", "writer",
                        "CASEBOOK_KNOWLEDGE_MODELS_COMPARE_AFTER", "1s",
                        "CASEBOOK_KNOWLEDGE_MODELS_RERANK", "writer",
                        "CASEBOOK_KNOWLEDGE_MODELS_RERANK_WITHIN", "20s")));
    }

    private static String answer(String asked) {
        ASKED.add(asked);
        if (asked.contains("You write an article")) {
            return ScriptedModel.says("{\"title\":\"Renting a kayak\",\"body\":\"" + DRAFT + "\"}");
        }
        if (asked.contains("You check a company's help articles")) {
            var weeksFirst = asked.indexOf("two to three weeks") < asked.indexOf("five working days");
            return ScriptedModel.says(
                    "{\"contradict\":true,\"first_says\":\"%s\",\"second_says\":\"%s\",\"reason\":\"They name different times.\"}"
                            .formatted(
                                    weeksFirst ? "two to three weeks" : "within five working days",
                                    weeksFirst ? "within five working days" : "two to three weeks"));
        }
        return asked.contains(BROKEN) ? ScriptedModel.OUT_OF_ORDER : ScriptedModel.says("{\"order\":[2,1]}");
    }

    @AfterAll
    static void stop() {
        casebook.close();
        model.close();
    }

    @Test
    void An_article_that_a_model_wrote_from_replies_is_proposed_once_and_again_after_a_restart() {
        var customer = Customer.of(casebook.url());
        customer.asks(QUESTION);
        customer.asks(QUESTION);
        var waiting = customer.caseAtTheDesk("hand_off");
        customer.desk(waiting, "claim", "{\"human_id\":\"anna\"}");
        customer.desk(waiting, "reply", "{\"human_id\":\"anna\",\"body\":\"" + REPLY + "\"}");
        assertThat(customer.hears()).contains("40 euros");
        customer.call("PUT", "/v1/conversations/" + customer.conversationId() + "/finish", "{}");

        await().atMost(PATIENCE).until(() -> writtenBy(customer).equals("writer"));
        var proposal = gap(customer).path("proposal");
        assertThat(proposal.path("title").asText()).isEqualTo("Renting a kayak");
        assertThat(proposal.path("body").asText()).isEqualTo(DRAFT);
        assertThat(proposal.path("replies").asText())
                .contains("rent out kayaks")
                .doesNotContain("Grace");
        assertThat(timesAsked("You write an article")).isEqualTo(1);

        casebook = casebook.restart();
        var afterwards = new Customer(casebook.url());
        await().atMost(PATIENCE).until(() -> gaps(afterwards).toString().contains("\"written_by\":\"writer\""));
        assertThat(timesAsked("You write an article")).isEqualTo(1);
    }

    @Test
    void A_contradiction_in_other_words_is_told_with_the_words_of_both_articles() {
        var reader = new Customer(casebook.url());

        await().atMost(PATIENCE).until(() -> !findings(reader).isEmpty());

        var finding = findings(reader).getFirst();
        assertThat(finding.path("kind").asText()).isEqualTo("contradiction");
        assertThat(List.of(
                        finding.path("excerpt").asText(),
                        finding.path("other_excerpt").asText()))
                .containsExactlyInAnyOrder("within five working days", "two to three weeks");
        assertThat(finding.at("/judgement/model").asText()).isEqualTo("writer");
        assertThat(casebook.command("knowledge", "audit").out()).contains("writer: They name different times.");
    }

    @Test
    void The_order_of_what_is_found_is_the_models_where_it_answers_and_that_of_the_scores_where_it_does_not() {
        var reader = new Customer(casebook.url());

        var ordered = search(reader, "When is my refund back on my account?");
        var asScored = search(reader, BROKEN);

        assertThat(ordered.path("ordered_by").asText()).isEqualTo("writer");
        assertThat(ordered.at("/passages/0/score").asDouble())
                .isLessThan(ordered.at("/passages/1/score").asDouble());
        assertThat(asScored.has("ordered_by")).isFalse();
        assertThat(asScored.at("/passages/0/score").asDouble())
                .isGreaterThanOrEqualTo(asScored.at("/passages/1/score").asDouble());
    }

    private static long timesAsked(String what) {
        return ASKED.stream().filter(asked -> asked.contains(what)).count();
    }

    private static String writtenBy(Customer customer) {
        return gap(customer).at("/proposal/written_by").asText();
    }

    /** The gap that a conversation is an example of. */
    private static JsonNode gap(Customer customer) {
        for (var gap : gaps(customer)) {
            if (gap.path("examples").toString().contains(customer.conversationId())) {
                return gap;
            }
        }
        return JSON.missingNode();
    }

    private static JsonNode gaps(Customer customer) {
        return get(customer, "/v1/knowledge/gaps").path("gaps");
    }

    private static List<JsonNode> findings(Customer reader) {
        return get(reader, "/v1/knowledge/audit").path("findings").valueStream().toList();
    }

    private static JsonNode search(Customer reader, String question) {
        return get(reader, "/v1/knowledge/search?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
    }

    private static JsonNode get(Customer customer, String path) {
        var answer = customer.call("GET", path, null);
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + answer.body(), e);
        }
    }
}
