package io.casebook.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Check;
import io.casebook.gateway.Requests;
import io.casebook.gateway.SampleAgent;
import io.casebook.gateway.endpoint.Reply;
import io.casebook.gateway.prompt.PromptWriter;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.ToolExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is rejected for good reasons, and above all what never is. */
class UsableTextTest {
    private static final Path ANSWERS = Path.of("src/test/resources/answers");

    private final AnswerReader reader = new AnswerReader();
    private final PromptWriter prompts = new PromptWriter();

    private static AgentDefinition agent(Check... checks) {
        return Requests.agent().toBuilder()
                .languages(List.of("en", "de"))
                .checks(List.of(checks))
                .instructions(
                        "You are the support agent of Ridgeline, an outdoor shop, and you are friendly. We are open from 9 to 17.")
                .build();
    }

    private static CompletionRequest request() {
        return Requests.reason("Where is my order 1001?", "big");
    }

    /** Why a text is rejected as the whole answer to a request; null where it is not. */
    private @Nullable String fault(String text, CompletionRequest request, AgentDefinition definition) {
        var prompt = prompts.write(request, definition);
        var reply = new Reply.Answered(text, List.of(), Reply.Stop.DONE, new Usage());
        return reader.read("big", reply, prompt, request, definition) instanceof Verdict.Unusable unusable
                ? unusable.reasonCode()
                : null;
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(ANSWERS.resolve(file)).stream()
                    .map(line -> line.replace("\\n", "\n"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> good() {
        var good = new ArrayList<>(lines("good-en.txt"));
        good.addAll(lines("good-de.txt"));
        return good;
    }

    static List<String> bad() {
        return lines("bad.tsv");
    }

    @ParameterizedTest
    @MethodSource("good")
    void a_good_reply_is_never_rejected(String text) {
        assertThat(fault(text, request(), agent())).isNull();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void a_bad_one_is_rejected_with_its_reason(String codeAndText) {
        var parts = codeAndText.split("\t", 2);

        assertThat(fault(parts[1], request(), agent())).isEqualTo(parts[0]);
    }

    @Test
    void whatever_the_sample_agents_articles_say_may_be_said() throws IOException {
        var sections = new ArrayList<String>();
        try (var files = Files.walk(SampleAgent.FOLDER.resolve("knowledge"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".md")).toList()) {
                var text = Files.readString(file);
                sections.addAll(List.of(
                        text.substring(text.indexOf("\n---\n") + 5).strip().split("\n## ")));
            }
        }

        assertThat(sections).hasSizeGreaterThan(100);
        assertThat(sections)
                .allSatisfy(section -> assertThat(fault(section, request(), agent()))
                        .describedAs(section)
                        .isNull());
    }

    @Test
    void a_reply_in_a_language_that_nobody_here_speaks_is_rejected() {
        var english = request().withLanguage("en");
        var french =
                "Votre commande a été expédiée lundi et elle devrait arriver chez vous jeudi, avec le transporteur.";
        var german =
                "Ihre Bestellung wurde am Montag versandt und kommt am Donnerstag bei Ihnen an, mit dem Zusteller.";

        assertThat(fault(french, english, agent())).isEqualTo("wrong_language");
        assertThat(fault(german, english, agent(Check.LANGUAGE))).isEqualTo("wrong_language");
        assertThat(fault(german, english, agent())).isNull();
        assertThat(fault(german, english.withLanguage("de-AT"), agent(Check.LANGUAGE)))
                .isNull();
        assertThat(fault(french, english.withLanguage(null), agent())).isNull();
    }

    @Test
    void a_promise_after_something_was_done_is_left_to_the_checks() {
        var text = "I have created a ticket. I will update your address now.";
        var done = new ToolExchange("c1", "refund_order", Personal.text("{}"), "succeeded", Personal.text("{}"));

        assertThat(fault(text, request(), agent())).isEqualTo("promised_action");
        assertThat(fault(text, request().withToolExchanges(List.of(done)), agent()))
                .isNull();
        assertThat(fault(text, request().withToolExchanges(List.of(done.withOutcome("failed"))), agent()))
                .isEqualTo("promised_action");
        assertThat(fault(text, request().withToolExchanges(List.of(done.withTool("get_order"))), agent()))
                .isEqualTo("promised_action");
    }

    @Test
    void words_beside_a_tool_call_may_promise_it() {
        var prompt = prompts.write(request(), agent());
        var call = new Reply.Call("c1", "get_order", "{\"order_id\":\"1001\"}");
        var reply = new Reply.Answered("Let me check that for you.", List.of(call), Reply.Stop.DONE, new Usage());

        assertThat(reader.read("big", reply, prompt, request(), agent())).isInstanceOf(Verdict.Usable.class);
    }

    @Test
    void what_customers_and_articles_said_may_be_repeated_and_what_the_agent_was_told_as_a_fact_too() {
        var withArticle = request()
                .withPassages(List.of(Requests.passage(
                        "a",
                        "Club",
                        "You are a member of the club for twelve months.",
                        io.casebook.vocabulary.Visibility.PUBLIC)));

        assertThat(fault("You are a member of the club for twelve months.", withArticle, agent()))
                .isNull();
        assertThat(fault("We are open from 9 to 17.", request(), agent())).isNull();
    }

    @Test
    void summaries_and_specialists_are_held_against_less() {
        var summary = request().withPurpose(CompletionPurpose.SUMMARISE);

        assertThat(fault("The agent said: I will check that now.", summary, agent()))
                .isNull();
        assertThat(fault("I'm sorry, but I can't assist with that request.", summary, agent()))
                .isEqualTo("refusal");
        assertThat(fault("La cliente voulait savoir où est sa commande et quand elle va arriver.", summary, agent()))
                .isNull();
    }

    @Test
    void a_refusal_is_not_worth_asking_again_and_the_rest_is() {
        var prompt = prompts.write(request(), agent());
        for (var line : bad()) {
            var parts = line.split("\t", 2);
            var reply = new Reply.Answered(parts[1], List.of(), Reply.Stop.DONE, new Usage());
            var verdict = reader.read("big", reply, prompt, request(), agent());

            assertThat(verdict).isInstanceOfSatisfying(Verdict.Unusable.class, unusable -> {
                assertThat(unusable.worthAsking()).isEqualTo(!Objects.equals(unusable.reasonCode(), "refusal"));
                assertThat(unusable.detail()).doesNotContain(parts[1]).isNotBlank();
            });
        }
    }
}
