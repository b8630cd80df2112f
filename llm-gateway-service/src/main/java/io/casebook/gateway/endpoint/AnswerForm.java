package io.casebook.gateway.endpoint;

import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A form of answers that programs read. The prompt asks for the same in words, and the answer is checked in any case: a form only
 * makes it rare that a model gets it wrong.
 */
public enum AnswerForm {
    /** What a message is about. */
    CLASSIFICATION,
    /** Whether a draft may pass. */
    JUDGEMENT,
    /** An article. */
    ARTICLE,
    /** Whether two passages contradict each other. */
    COMPARISON,
    /** Passages in order. */
    RANKING;

    ResponseFormat format() {
        return switch (this) {
            case CLASSIFICATION -> Formats.CLASSIFICATION;
            case JUDGEMENT -> Formats.JUDGEMENT;
            case ARTICLE -> Formats.ARTICLE;
            case COMPARISON -> Formats.COMPARISON;
            case RANKING -> Formats.RANKING;
        };
    }

    /** The forms in the words of the protocol library. */
    private static final class Formats {
        private static final ResponseFormat CLASSIFICATION = format(
                "classification",
                members(
                        "intents",
                        JsonArraySchema.builder()
                                .items(object(members(
                                        "intent", new JsonStringSchema(), "confidence", new JsonNumberSchema())))
                                .build(),
                        "language",
                        new JsonStringSchema(),
                        "language_confidence",
                        new JsonNumberSchema()));

        private static final ResponseFormat JUDGEMENT = format(
                "judgement",
                members(
                        "passed",
                        new JsonBooleanSchema(),
                        "confidence",
                        new JsonNumberSchema(),
                        "reason",
                        new JsonStringSchema()));

        private static final ResponseFormat ARTICLE =
                format("article", members("title", new JsonStringSchema(), "body", new JsonStringSchema()));

        private static final ResponseFormat COMPARISON = format(
                "comparison",
                members(
                        "contradict",
                        new JsonBooleanSchema(),
                        "first_says",
                        new JsonStringSchema(),
                        "second_says",
                        new JsonStringSchema(),
                        "reason",
                        new JsonStringSchema()));

        private static final ResponseFormat RANKING = format(
                "ranking",
                members(
                        "order",
                        JsonArraySchema.builder().items(new JsonIntegerSchema()).build()));
    }

    private static ResponseFormat format(String name, Map<String, JsonSchemaElement> members) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name(name)
                        .rootElement(object(members))
                        .build())
                .build();
    }

    private static Map<String, JsonSchemaElement> members(Object... namesAndElements) {
        var members = new LinkedHashMap<String, JsonSchemaElement>();
        for (var i = 0; i < namesAndElements.length; i += 2) {
            members.put((String) namesAndElements[i], (JsonSchemaElement) namesAndElements[i + 1]);
        }
        return members;
    }

    /** Strict modes want every member to be required and no other to be allowed. */
    private static JsonObjectSchema object(Map<String, JsonSchemaElement> members) {
        return JsonObjectSchema.builder()
                .addProperties(members)
                .required(List.copyOf(members.keySet()))
                .additionalProperties(false)
                .build();
    }
}
