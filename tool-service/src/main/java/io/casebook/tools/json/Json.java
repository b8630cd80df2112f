package io.casebook.tools.json;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Text to JSON and back. Thread-safe. */
public final class Json {
    /** Decimals stay as they were written: 44.10 is not 44.1, and 0.1 is not a binary fraction. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** The same for text of a model: a name that stands twice would leave open which value was checked. */
    private static final JsonMapper UNAMBIGUOUS = MAPPER.rebuild()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** 10^400 is beyond any double; a larger exponent serves only to make arithmetic on it slow. */
    private static final int MAX_EXPONENT = 400;

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** An empty list. */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** The value that a text holds; null where it is not JSON. */
    public static @Nullable JsonNode parse(String text) {
        return parse(MAPPER, text);
    }

    /** The value that a text holds; null where it is not JSON, names a member twice, or has an absurd number. */
    public static @Nullable JsonNode parseUnambiguous(String text) {
        var value = parse(UNAMBIGUOUS, text);
        return value != null && sane(value) ? value : null;
    }

    /** The JSON of data as a definition holds it: maps, lists, text, numbers, booleans and null. */
    public static JsonNode of(@Nullable Object data) {
        return MAPPER.valueToTree(data);
    }

    /** An object as maps, lists, texts, numbers, truth values and null. */
    public static Map<String, Object> members(ObjectNode object) {
        return MAPPER.convertValue(object, new TypeReference<Map<String, Object>>() {});
    }

    /** The same value with the members of every object in the order of their names. */
    public static JsonNode sorted(JsonNode value) {
        if (value.isObject()) {
            var sorted = object();
            value.propertyNames().stream().sorted().forEach(name -> sorted.set(name, sorted(value.get(name))));
            return sorted;
        }
        if (value.isArray()) {
            var list = array();
            value.valueStream().map(Json::sorted).forEach(list::add);
            return list;
        }
        return value;
    }

    /** The text of a value, without spaces. */
    public static String text(JsonNode value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The text that bytes encode in UTF-8; null where they do not. */
    public static @Nullable String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static @Nullable JsonNode parse(JsonMapper mapper, String text) {
        try {
            var value = mapper.readTree(text);
            return value == null || value.isMissingNode() ? null : value;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static boolean sane(JsonNode value) {
        if (value.isContainer()) {
            return value.valueStream().allMatch(Json::sane);
        }
        return !value.isBigDecimal() || sane(value.decimalValue());
    }

    private static boolean sane(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MAX_EXPONENT;
    }
}
