package io.casebook.gateway.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.gateway.endpoint.Reply;
import io.casebook.gateway.prompt.Prompt;
import io.casebook.gateway.prompt.TaskPrompts;
import io.casebook.platform.tasks.Material;
import io.casebook.platform.tasks.TaskKind;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.llm.CompletionAnswer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads what a model wrote for a task, strictly. An answer that is usable becomes the JSON object that its kind asks for, with
 * nothing else in it.
 */
public final class TaskAnswers {
    private static final int LONGEST_TITLE = 150;
    private static final int LONGEST_BODY = 12_000;
    private static final int LONGEST_REASON = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern QUOTES = Pattern.compile("[\"'“”„«»‘’`*_]");

    private TaskAnswers() {}

    /** What is to be made of an answer of the model of that name. */
    public static Verdict read(
            String model, Reply.Answered reply, Prompt prompt, TaskKind kind, Map<String, String> material) {
        try {
            AnswerReader.requireWhole(reply);
            var object = ObjectInText.read(AnswerReader.text(reply.text()));
            var answer = switch (kind) {
                case DRAFT_ARTICLE -> article(object, material);
                case COMPARE_PASSAGES -> comparison(object, material);
                case RANK_PASSAGES -> ranking(object, material);
            };
            return new Verdict.Usable(new CompletionAnswer(model, reply.usage())
                    .withPromptHash(prompt.hash())
                    .withTemplate(prompt.template())
                    .withText(Personal.text(answer.toString())));
        } catch (Rejection e) {
            return new Verdict.Unusable(e.reasonCode(), e.detail(), e.worthAsking());
        }
    }

    private static ObjectNode article(JsonNode object, Map<String, String> material) throws Rejection {
        var title = SPACE.matcher(text(object, "title", LONGEST_TITLE)).replaceAll(" ");
        var body = text(object, "body", LONGEST_BODY);
        if (body.isEmpty()) {
            return JSON.createObjectNode().put("title", title).put("body", "");
        }
        if (title.isEmpty()) {
            throw Rejection.because("invalid_json", "title must not be empty where there is a body.");
        }
        UsableText.readable(body);
        Grounding.require(title + "\n" + body, material.values());
        return JSON.createObjectNode().put("title", title).put("body", body);
    }

    private static ObjectNode comparison(JsonNode object, Map<String, String> material) throws Rejection {
        if (!object.path("contradict").isBoolean()) {
            throw Rejection.because("invalid_json", "contradict must be true or false.");
        }
        var contradict = object.path("contradict").booleanValue();
        var first = contradict ? quote(object, "first_says", material.getOrDefault(Material.FIRST, "")) : "";
        var second = contradict ? quote(object, "second_says", material.getOrDefault(Material.SECOND, "")) : "";
        var reason = text(object, "reason", LONGEST_REASON);
        if (reason.isEmpty()) {
            throw Rejection.because("invalid_json", "reason must say in one sentence on what they differ, or why not.");
        }
        return JSON.createObjectNode()
                .put("contradict", contradict)
                .put("first_says", first)
                .put("second_says", second)
                .put("reason", reason);
    }

    /** A contradiction that nobody can be shown is none. */
    private static String quote(JsonNode object, String name, String passage) throws Rejection {
        var quote = text(object, name, passage.length() + LONGEST_REASON);
        if (quote.isEmpty() || !plain(passage).contains(plain(quote))) {
            throw Rejection.because(
                    "not_a_quote",
                    name + " must be copied letter for letter from the passage, without leaving words out.");
        }
        return quote;
    }

    private static ObjectNode ranking(JsonNode object, Map<String, String> material) throws Rejection {
        var passages = TaskPrompts.passageCount(material);
        var answer = JSON.createObjectNode();
        var order = answer.putArray("order");
        var seen = new HashSet<Integer>();
        if (!object.path("order").isArray()) {
            throw Rejection.because("invalid_json", "order must be an array of numbers of passages.");
        }
        for (var number : object.path("order")) {
            if (!number.isIntegralNumber() || number.asInt() < 1 || number.asInt() > passages) {
                throw Rejection.because(
                        "invalid_json", "order must hold numbers of passages, 1 to %d.".formatted(passages));
            }
            if (!seen.add(number.asInt())) {
                throw Rejection.because("invalid_json", "order must name each passage at most once.");
            }
            order.add(number.asInt());
        }
        return answer;
    }

    private static String text(JsonNode object, String name, int longest) throws Rejection {
        var value = object.path(name);
        if (!value.isTextual()) {
            throw Rejection.because("invalid_json", name + " must be a text.");
        }
        var text = value.textValue().strip();
        if (text.length() > longest) {
            throw Rejection.because("too_long", "%s must have at most %,d characters.".formatted(name, longest));
        }
        return text;
    }

    /** Without marks that a model changes when it copies: quotation marks, emphasis, white space, case. */
    private static String plain(String text) {
        var bare = QUOTES.matcher(text).replaceAll("");
        return SPACE.matcher(bare).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }
}
