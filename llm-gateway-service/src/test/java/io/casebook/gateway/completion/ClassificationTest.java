package io.casebook.gateway.completion;

import static io.casebook.gateway.ModelDouble.says;
import static io.casebook.gateway.completion.Gateway.answered;
import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.OnDigression;
import io.casebook.conversation.definition.Procedure;
import io.casebook.gateway.ModelDouble;
import io.casebook.gateway.Requests;
import io.casebook.vocabulary.IntentScore;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.RejectedAttempt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classification by a model of the models file, and by the built-in one. */
class ClassificationTest {
    private final Gateway gateway = new Gateway();

    @BeforeEach
    void publish() {
        gateway.publish(Requests.agent().toBuilder()
                .procedures(Map.of(
                        "refund",
                        new Procedure(
                                "refund",
                                "The customer wants money back.",
                                List.of("I want a refund", "give me my money back", "please refund my order"),
                                null,
                                List.of(),
                                null,
                                null,
                                OnDigression.LEAVE,
                                "text",
                                List.of()),
                        "track",
                        new Procedure(
                                "track",
                                "The customer asks where an order is.",
                                List.of("where is my order", "when will my parcel arrive", "track my package"),
                                null,
                                List.of(),
                                null,
                                null,
                                OnDigression.LEAVE,
                                "text",
                                List.of())))
                .build());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static CompletionRequest classify(String text, String model) {
        return Requests.reason(text, model).withPurpose(CompletionPurpose.CLASSIFY);
    }

    @Test
    void a_models_classification_is_read_from_the_json_it_was_asked_for() {
        try (var endpoint = new ModelDouble(
                says(
                        "Sure:\n```json\n{\"intents\":[{\"intent\":\"track\",\"confidence\":0.1},{\"intent\":\"refund\",\"confidence\":0.8}],\"language\":\"de\",\"language_confidence\":0.95}\n```"))) {
            var answer = answered(gateway.model("big", endpoint).answer(classify("Geld zurück", "big")));

            assertThat(answer.intents()).containsExactly(new IntentScore("refund", 0.8), new IntentScore("track", 0.1));
            assertThat(answer.language()).isEqualTo("de");
            assertThat(answer.languageConfidence()).isEqualTo(0.95);
            assertThat(answer.text()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refund",
                "{\"intents\":[{\"intent\":\"invented\",\"confidence\":0.8}]}",
                "{\"intents\":[{\"intent\":\"refund\",\"confidence\":80}]}",
                "{\"intents\":[{\"intent\":\"refund\"}]}",
            })
    void a_classification_that_is_none_is_asked_for_again(String text) {
        try (var endpoint = new ModelDouble(says(text), says("{\"intents\":[]}"))) {
            var result = gateway.model("big", endpoint).answer(classify("Hi", "big"));

            assertThat(answered(result).intents()).isEmpty();
            assertThat(result.rejected())
                    .extracting(RejectedAttempt::reasonCode)
                    .allMatch(code -> code.equals("invalid_json") || code.equals("unknown_intent"))
                    .hasSize(1);
        }
    }

    @Test
    void the_builtin_model_classifies_what_the_customer_said_last() {
        var request = classify("I want a refund", "builtin")
                .withTranscript(List.of(
                        Requests.customer(1, "I want a refund"),
                        Requests.agentSaid(2, "Which order?"),
                        Requests.customer(3, "Actually,"),
                        Requests.customer(4, "can you tell me when my parcel arrives?")));
        var answer = answered(gateway.answer(request));

        assertThat(answer.intents().getFirst().intent()).isEqualTo("track");
        assertThat(answer.language()).isEqualTo("en");
        assertThat(answer.promptHash()).isNull();
        assertThat(answer.usage().inputTokens()).isZero();
    }
}
