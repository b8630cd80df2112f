package io.casebook.standalone;

import static io.casebook.standalone.ScriptedModel.OUT_OF_ORDER;
import static io.casebook.standalone.ScriptedModel.calls;
import static io.casebook.standalone.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.platform.definition.DefinitionIndex;
import io.casebook.standalone.prompt.Articles;
import io.casebook.standalone.prompt.ModelCall;
import io.casebook.standalone.prompt.PromptRebuild;
import io.casebook.standalone.prompt.RebuiltPrompt;
import io.casebook.standalone.prompt.RebuiltPrompt.Proof;
import io.casebook.standalone.publish.TopicSnapshot;
import io.casebook.standalone.running.RunningCasebook;
import io.casebook.standalone.running.RunningCasebook.Setup;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.event.CompletionReceived;
import io.casebook.vocabulary.event.CompletionRejected;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.HistorySummarised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise 9 on a real broker: whatever a model was sent is written again from the log, also where the first model was out of order,
 * where an answer was rejected, and where the model had little room.
 */
class PromptIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger REASONED = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static ScriptedModel broken;
    private static ScriptedModel big;
    private static RunningCasebook casebook;
    private static Customer customer;

    @BeforeAll
    static void converse() throws IOException {
        broken = new ScriptedModel(asked -> OUT_OF_ORDER);
        big = new ScriptedModel(PromptIT::answer);
        casebook = RunningCasebook.start(
                Setup.fresh().with("--agent", agent().toString(), "--models", models().toString()));
        customer = Customer.of(casebook.url());
        customer.asks("How long can I return boots, and which size fits 26 cm?");
        customer.asks("Can I return a tent as well?");
        customer.asks("And a jacket?");
        await().atMost(PATIENCE)
                .until(() -> log().stream().anyMatch(event -> event.payload() instanceof HistorySummarised));
        customer.asks("Thank you, and a stove?");
    }

    private static Path agent() throws IOException {
        var agent = Files.createDirectory(folder.resolve("agent"));
        Files.createDirectories(agent.resolve("knowledge"));
        Files.createDirectories(agent.resolve("procedures"));
        Files.createDirectories(agent.resolve("prompts/judge"));
        Files.writeString(agent.resolve("agent.yaml"), """
                id: returns
                languages: [en]
                instructions: You are the agent of a shop for outdoor gear.
                models: {reason: [broken, big], classify: [big], judge: [big], summarise: [big]}
                memory: {verbatim_turns: 1, summarise_after: 2}
                confidence: off
                specialists:
                  sizing: {when: Which size fits., instructions: 26 cm is size 41., timeout: 20s}
                """);
        Files.writeString(agent.resolve("procedures/repair.md"), """
                ---
                id: repair
                when: The customer wants something repaired.
                examples: ["Please repair my tent"]
                ---
                Ask what is broken.
                """);
        Files.writeString(agent.resolve("prompts/judge/default.md"), """
                You judge the reply of a colleague. Answer with {"passed": true or false}.
                {#if passages}
                {passages}
                {/if}
                """);
        Files.writeString(agent.resolve("knowledge/returns.md"), """
                ---
                id: returns
                title: Returns
                visibility: public
                language: en
                ---
                # Returns

                You can return boots, tents, jackets and stoves within 30 days if they were not used. We pay for the parcel.
                """);
        return agent;
    }

    private static Path models() throws IOException {
        return Files.writeString(folder.resolve("models.yaml"), """
                models:
                  broken: {base_url: "%s", model: broken, family: small}
                  big: {base_url: "%s", model: big}
                """.formatted(broken.url(), big.url()));
    }

    private static String answer(String asked) {
        if (asked.contains("You sort messages")) {
            return says("{\"intents\":[{\"intent\":\"knowledge\",\"confidence\":0.9}],\"language\":\"en\"}");
        }
        if (asked.contains("You judge the reply")) {
            return says("{\"passed\":true}");
        }
        if (asked.contains("You condense")) {
            return says("The customer asked how long boots and a tent can be returned.");
        }
        if (asked.contains("You are a specialist")) {
            return says("It is size 41.");
        }
        return switch (REASONED.incrementAndGet()) {
            case 1 -> calls("ask_sizing", "task", "Which size for 26 cm?");
            case 2 -> says(" ");
            default -> says("You can return it within 30 days [1].");
        };
    }

    @AfterAll
    static void stop() {
        casebook.close();
        big.close();
        broken.close();
    }

    private static List<ConversationEvent> log() {
        return casebook.log(customer.conversationId());
    }

    private static PromptRebuild rebuild() {
        var definitions = new DefinitionIndex();
        TopicSnapshot.read(casebook.kafkaClients(), casebook.topics().definitions(), (offset, record) -> {
            var _ = definitions.add(record);
        });
        return new PromptRebuild(
                definitions::find,
                new Articles(casebook.kafkaClients(), casebook.topics().articles()));
    }

    private static List<RebuiltPrompt> all(List<ConversationEvent> log, PromptRebuild rebuild) {
        var rebuilt = new ArrayList<RebuiltPrompt>();
        for (var event : log) {
            if (event.payload() instanceof CompletionRequested) {
                var call = ModelCall.at(log, event.sequence());
                assertThat(call).isNotNull();
                rebuilt.add(rebuild.rebuild(log, call));
            }
        }
        return rebuilt;
    }

    @Test
    void Every_prompt_that_was_sent_is_written_again_and_proved_by_its_hash() {
        var log = log();
        var rebuilt = all(log, rebuild());

        assertThat(rebuilt)
                .extracting(prompt -> prompt.call().asked().purpose())
                .contains(
                        CompletionPurpose.CLASSIFY,
                        CompletionPurpose.REASON,
                        CompletionPurpose.JUDGE,
                        CompletionPurpose.SUMMARISE);
        assertThat(rebuilt).allSatisfy(prompt -> {
            assertThat(prompt.reasons()).isEmpty();
            assertThat(prompt.proof()).isEqualTo(Proof.SAME);
        });
        assertThat(rebuilt).anyMatch(prompt -> prompt.call().asked().specialistId() != null);
        assertThat(rebuilt).anyMatch(prompt -> prompt.call().asked().summaryRequestId() != null);
        assertThat(rebuilt).anyMatch(prompt -> prompt.call().asked().knowledgeRequestId() != null);
        assertThat(rebuilt).anyMatch(RebuiltPrompt::askedAgain);
        assertThat(log)
                .anyMatch(event -> event.payload() instanceof CompletionRejected rejected
                        && rejected.reasonCode().equals("empty"));
    }

    @Test
    void A_prompt_that_is_not_what_was_sent_is_said_to_be_so_with_the_reason() {
        var log = log();
        var changed = log.stream()
                .map(event -> event.payload() instanceof CompletionReceived received
                        ? event.withPayload(received.withPromptHash("0000000000000000"))
                        : event)
                .toList();
        var withoutArticles = new PromptRebuild(definitions()::find, position -> null);
        var withoutDefinitions = new PromptRebuild(
                ref -> null,
                new Articles(casebook.kafkaClients(), casebook.topics().articles()));

        assertThat(all(changed, rebuild())).allSatisfy(prompt -> {
            assertThat(prompt.proof()).isEqualTo(Proof.DIFFERENT);
            assertThat(prompt.reasons()).singleElement().asString().contains("writes another text");
        });
        assertThat(all(log, withoutArticles))
                .filteredOn(prompt -> prompt.call().asked().knowledgeRequestId() != null)
                .isNotEmpty()
                .allSatisfy(prompt -> assertThat(prompt.reasons())
                        .anyMatch(reason -> reason.contains("no longer on the knowledge log")));
        assertThat(all(log, withoutDefinitions)).allSatisfy(prompt -> {
            assertThat(prompt.prompt()).isNull();
            assertThat(prompt.reasons()).singleElement().asString().contains("is not published here");
        });
    }

    private static DefinitionIndex definitions() {
        var index = new DefinitionIndex();
        TopicSnapshot.read(casebook.kafkaClients(), casebook.topics().definitions(), (offset, record) -> {
            var _ = index.add(record);
        });
        return index;
    }

    @Test
    void The_command_prints_the_prompt_and_the_proof() {
        var answered = log().stream()
                .filter(event -> event.payload() instanceof CompletionReceived received
                        && received.template() != null
                        && received.template().startsWith("reason"))
                .findFirst()
                .orElseThrow();

        var shown = casebook.command("prompt", customer.conversationId(), "--at", String.valueOf(answered.sequence()));
        var json = casebook.command("prompt", customer.conversationId(), "--json");
        var before = casebook.command("prompt", customer.conversationId(), "--at", "1");
        var beyond = casebook.command("prompt", customer.conversationId(), "--at", "100000");

        assertThat(shown.out())
                .contains("this is what was sent", "by big", "[system]", "outdoor gear", "<passage id=\"1\">");
        assertThat(shown.exitCode()).isZero();
        assertThat(json.out()).contains("\"proof\":\"same\"", "\"messages\":[").hasLineCount(1);
        assertThat(json.exitCode()).isZero();
        assertThat(before.err()).contains("no model was asked");
        assertThat(before.exitCode()).isEqualTo(1);
        assertThat(beyond.err()).contains("has the sequences 1 to");
        assertThat(beyond.exitCode()).isEqualTo(2);
    }
}
