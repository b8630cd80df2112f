package io.casebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.standalone.running.RunningCasebook;
import io.casebook.standalone.running.RunningCasebook.Setup;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.KnowledgeRequested;
import io.casebook.vocabulary.event.KnowledgeRetrieved;
import io.casebook.vocabulary.event.ReplySent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent reads on a real broker: internal articles, what was said before, and what it read afterwards. */
class KnowledgeIT {
    private static final String SECRET =
            "Colleagues may give up to seventy five euros of goodwill to regulars without asking anybody";
    private static final String PUBLIC = "A refund is back on your account within five working days.";

    @TempDir
    private static Path folder;

    private static final Queue<String> PROMPTS = new ConcurrentLinkedQueue<>();
    private static ScriptedModel model;
    private static RunningCasebook casebook;

    @BeforeAll
    static void start() throws IOException {
        model = new ScriptedModel(KnowledgeIT::answer);
        var agent = Files.createDirectory(folder.resolve("agent"));
        Files.writeString(agent.resolve("agent.yaml"), """
                id: reader
                languages: [en]
                instructions: You answer from the articles.
                models: {reason: [big], classify: off}
                triage: off
                checks: [no_internal]
                knowledge: {internal: on, passages: 4, max_tokens: 2000, audience: $resources.crm.groups}
                """);
        var articles = Files.createDirectory(agent.resolve("knowledge"));
        Files.writeString(
                articles.resolve("refunds.md"), "---\nid: refunds\ntitle: Refunds\n---\n## When\n\n" + PUBLIC + "\n");
        Files.writeString(
                articles.resolve("goodwill.md"),
                "---\nid: goodwill\ntitle: Goodwill for late refunds\nvisibility: internal\n---\n" + SECRET + ".\n");
        Files.writeString(
                articles.resolve("sale.md"),
                "---\nid: sale\nvisibility: users\n---\n# Sale\n\nThe sale begins on Friday.\n");
        Files.writeString(
                articles.resolve("gold.md"),
                "---\nid: gold\nvisibility: users\naudience: [gold]\n---\n# Sale\n\nThe sale begins on Thursday for gold.\n");
        var models = Files.writeString(folder.resolve("models.yaml"), """
                models:
                  big: {base_url: "%s", model: big}
                """.formatted(model.url()));
        casebook = RunningCasebook.start(
                Setup.fresh().with("--agent", agent.toString()).with("--models", models.toString()));
    }

    @AfterAll
    static void stop() {
        casebook.close();
        model.close();
    }

    /** Gives the secret away when it is asked for goodwill, and thinks better of it when it is told. */
    private static String answer(String asked) {
        PROMPTS.add(asked);
        var tempted = asked.contains("goodwill") && !asked.contains("repeats an internal passage");
        return ScriptedModel.says(tempted ? SECRET + "." : PUBLIC);
    }

    @Test
    void An_internal_article_steers_the_model_and_never_reaches_the_customer() {
        var customer = Customer.of(casebook.url());

        assertThat(customer.asks("My refund is late, is there any goodwill for late refunds?"))
                .doesNotContain("seventy five");

        assertThat(PROMPTS).anyMatch(prompt -> prompt.contains("seventy five euros"));
        assertThat(customer.timeline().toString()).contains("it repeats an internal passage word for word");
        assertThat(customer.messages().toString()).doesNotContain("seventy five");
    }

    @Test
    void What_was_said_before_is_searched_along_and_what_was_read_is_shown_beside_today() {
        var customer = Customer.of(casebook.url());
        customer.asks("When is a refund back on my account?");
        customer.asks("and how many days is that?");

        var log = casebook.log(customer.conversationId());
        var requested = events(log, KnowledgeRequested.class);
        assertThat(requested).hasSize(2);
        assertThat(requested.getFirst().contextFrom()).isNull();
        assertThat(requested.getLast().contextFrom()).isNotNull();
        assertThat(events(log, KnowledgeRetrieved.class).getLast().model()).isNotNull();

        var reply = log.stream()
                .filter(event -> event.payload() instanceof ReplySent)
                .findFirst()
                .orElseThrow()
                .sequence();
        var at = new String[] {"knowledge", "at", customer.conversationId(), String.valueOf(reply)};
        var before = casebook.command(at);
        assertThat(before.exitCode()).isZero();
        assertThat(before.out()).contains("within five working days").contains("today: the same");

        casebook.done(
                "POST",
                "/v1/articles",
                "{\"id\":\"refunds\",\"title\":\"Refunds\",\"body\":\"## When\\n\\n%s\"}"
                        .formatted(PUBLIC.replace("five", "three")));
        var after = casebook.command(at);
        assertThat(after.out())
                .contains("today: changed")
                .contains("- " + PUBLIC)
                .contains("+ " + PUBLIC.replace("five", "three"));

        var nothing = casebook.command("knowledge", "at", customer.conversationId(), "1");
        assertThat(nothing.exitCode()).isEqualTo(1);
        assertThat(nothing.err()).contains("has searches at the sequences");
        var future = casebook.ask("GET", "/v1/knowledge/search?q=refund&at=99999", "");
        assertThat(future.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(future.body()).contains("position_not_reached");
        assertThat(casebook.get("/v1/knowledge/index").path("position").asLong())
                .isPositive();
    }

    @Test
    void Articles_for_users_and_for_groups_are_found_only_by_who_is_known_to_be_one() {
        assertThat(foundFor("{}", "{}")).doesNotContain("sale", "gold");
        assertThat(foundFor("{\"ok\":false}", "{\"groups\":[\"gold\"]}")).doesNotContain("sale", "gold");
        assertThat(foundFor("{\"ok\":true}", "{}")).contains("sale").doesNotContain("gold");
        assertThat(foundFor("{\"ok\":true}", "{\"groups\":[\"silver\",\"gold\"]}"))
                .contains("sale", "gold");
    }

    private static List<String> foundFor(String identity, String crm) {
        var customer = Customer.of(casebook.url());
        var resources = "/v1/conversations/" + customer.conversationId() + "/resources/";
        casebook.done("PUT", resources + "identity", identity);
        casebook.done("PUT", resources + "crm", crm);
        customer.asks("When does the sale begin?");
        return events(casebook.log(customer.conversationId()), KnowledgeRetrieved.class).getFirst().passages().stream()
                .map(passage -> passage.articleId())
                .toList();
    }

    private static <P> List<P> events(List<ConversationEvent> log, Class<P> kind) {
        return log.stream()
                .map(ConversationEvent::payload)
                .filter(kind::isInstance)
                .map(payload -> Objects.requireNonNull(kind.cast(payload)))
                .toList();
    }
}
