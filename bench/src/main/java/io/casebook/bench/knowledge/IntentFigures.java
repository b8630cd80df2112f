package io.casebook.bench.knowledge;

import io.casebook.bench.Figures;
import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.KnowledgePolicy;
import io.casebook.conversation.definition.OnDigression;
import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.Template;
import io.casebook.gateway.builtin.IntentModel;
import io.casebook.platform.embedding.Embeddings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How surely the built-in model tells 77 close intents of a bank's customers apart (BANKING77, Casanueva et al. 2020, CC BY 4.0,
 * read from where it is). Every fifth question of each intent is asked, the others are examples.
 */
final class IntentFigures {
    private static final int EVERY = 5;

    private IntentFigures() {}

    static void print(Path data, Figures figures, Embeddings embeddings, boolean quick) throws IOException {
        var file = data.resolve("banking77/train.csv");
        if (!Files.exists(file)) {
            Figures.say("skipped: intents of a bank's customers, because " + file + " is not there");
            return;
        }
        var procedures = new LinkedHashMap<String, Procedure>();
        var asked = new ArrayList<Map.Entry<String, String>>();
        var examples = 0;
        for (var intent : questions(file).entrySet()) {
            var known = new ArrayList<String>();
            for (var i = 0; i < intent.getValue().size(); i++) {
                var question = intent.getValue().get(i);
                if (i % EVERY == EVERY - 1) {
                    asked.add(Map.entry(intent.getKey(), question));
                } else if (!quick || known.size() < 15) {
                    known.add(question);
                }
            }
            examples += known.size();
            procedures.put(intent.getKey(), procedure(intent.getKey(), known));
        }
        Figures.say("learning %d intents of %d examples".formatted(procedures.size(), examples));
        var definition = AgentDefinition.builder("bank")
                .procedures(procedures)
                .knowledge(KnowledgePolicy.OFF)
                .build();
        print(IntentModel.of(definition, embeddings), asked, examples, figures);
    }

    private static void print(IntentModel model, List<Map.Entry<String, String>> asked, int examples, Figures figures) {
        var first = 0;
        var amongThree = 0;
        for (var question : asked) {
            var intents = model.classify(question.getValue()).stream()
                    .map(score -> score.intent())
                    .toList();
            first += intents.getFirst().equals(question.getKey()) ? 1 : 0;
            amongThree += intents.stream().limit(3).toList().contains(question.getKey()) ? 1 : 0;
        }
        var settings = Map.of("questions", asked.size(), "examples", examples, "data", "banking77");
        figures.print("intent_accuracy", (double) first / asked.size(), "ratio", settings);
        figures.print("intent_among_three", (double) amongThree / asked.size(), "ratio", settings);
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

    private static Map<String, List<String>> questions(Path file) throws IOException {
        var byIntent = new TreeMap<String, List<String>>();
        for (var line : Files.readAllLines(file).stream().skip(1).toList()) {
            var comma = line.lastIndexOf(',');
            if (comma > 0 && comma < line.length() - 1) {
                var text = line.substring(0, comma).replace("\"", "").strip();
                byIntent.computeIfAbsent(line.substring(comma + 1), _ -> new ArrayList<>())
                        .add(text);
            }
        }
        // What is left of texts of several lines is no intent.
        byIntent.values().removeIf(questions -> questions.size() < EVERY);
        return byIntent;
    }
}
