package io.casebook.gateway.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.KnowledgePolicy;
import io.casebook.conversation.definition.OnDigression;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.Template;
import io.casebook.platform.embedding.InProcessEmbeddings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Real questions of a bank's customers in 77 close intents (BANKING77): of each intent some are examples, others are asked. Says
 * how the built-in classification fares where there are many procedures that are much alike.
 */
class BankingQuestionsTest {
    private static final Path DATA = Path.of("..", "..", "shared", "data", "banking77", "train.csv");
    private static final int EXAMPLES = 15;
    private static final int ASKED = 4;

    @Test
    void close_intents_of_real_questions_are_told_apart() throws IOException {
        assumeTrue(Files.exists(DATA), "the questions are not there: " + DATA);
        var byIntent = questions();
        var examples = new LinkedHashMap<String, Procedure>();
        var asked = new ArrayList<Map.Entry<String, String>>();
        byIntent.forEach((intent, questions) -> {
            examples.put(intent, procedure(intent, questions.subList(0, Math.min(EXAMPLES, questions.size() - ASKED))));
            questions
                    .subList(questions.size() - ASKED, questions.size())
                    .forEach(question -> asked.add(Map.entry(intent, question)));
        });
        var model = IntentModel.of(
                AgentDefinition.builder("bank")
                        .procedures(examples)
                        .knowledge(KnowledgePolicy.OFF)
                        .build(),
                new InProcessEmbeddings());
        var first = 0;
        var amongFour = 0;
        for (var question : asked) {
            var scores = model.classify(question.getValue());
            first += scores.getFirst().intent().equals(question.getKey()) ? 1 : 0;
            amongFour += scores.stream().anyMatch(score -> score.intent().equals(question.getKey())) ? 1 : 0;
        }
        System.out.printf(
                "banking77: intents=%d examples=%d asked=%d first=%.3f among-four=%.3f%n",
                byIntent.size(),
                EXAMPLES,
                asked.size(),
                first / (double) asked.size(),
                amongFour / (double) asked.size());

        assertThat(first / (double) asked.size()).isGreaterThanOrEqualTo(0.78);
        assertThat(amongFour / (double) asked.size()).isGreaterThanOrEqualTo(0.93);
    }

    private static Procedure procedure(String intent, List<String> questions) {
        return new Procedure(
                intent,
                intent.replace('_', ' '),
                questions,
                null,
                List.of(),
                null,
                null,
                OnDigression.LEAVE,
                "",
                List.of(new Step.Say(Template.fixed("x"))));
    }

    /** The questions of each intent, every so many of them, so that near repetitions do not stand together. */
    private static Map<String, List<String>> questions() throws IOException {
        var byIntent = new TreeMap<String, List<String>>();
        for (var line : Files.readAllLines(DATA).stream().skip(1).toList()) {
            var comma = line.lastIndexOf(',');
            if (comma > 0 && comma < line.length() - 1) {
                var text = line.substring(0, comma).replace("\"", "").strip();
                byIntent.computeIfAbsent(line.substring(comma + 1), _ -> new ArrayList<>())
                        .add(text);
            }
        }
        byIntent.values().removeIf(questions -> questions.size() < EXAMPLES + ASKED);
        return byIntent;
    }
}
