package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.casebook.platform.definition.expression.ArgumentSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * YAML as JSON values, by the rules of YAML 1.2: {@code yes}, {@code on} and dates are text, {@code true}, numbers and
 * {@code null} are what they look like, whatever is quoted is text.
 */
final class YamlValues {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,40}");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(\\.[0-9]{1,40}|[0-9]{1,40}(\\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,2})?");

    private YamlValues() {}

    static JsonNode json(YamlNode node) {
        return MAPPER.valueToTree(plain(node));
    }

    /** Maps, lists, text, numbers, truth values and null. */
    static @Nullable Object plain(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> plain(scalar);
            case YamlNode.Sequence sequence -> {
                List<@Nullable Object> items = new ArrayList<>();
                sequence.items().forEach(item -> items.add(plain(item)));
                yield items;
            }
            case YamlNode.Mapping mapping -> members(mapping);
        };
    }

    static Map<String, @Nullable Object> members(YamlNode.Mapping mapping) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> members.put(key, plain(entry.value())));
        return members;
    }

    private static @Nullable Object plain(YamlNode.Scalar scalar) {
        String text = scalar.text();
        if (!scalar.plain()) {
            return text;
        }
        if (scalar.isNull()) {
            return null;
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (INTEGER.matcher(text).matches()) {
            BigInteger whole = new BigInteger(text);
            return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
        }
        return DECIMAL.matcher(text).matches() ? (Object) new BigDecimal(text) : text;
    }

    static ArgumentSource argument(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> new ArgumentSource.Scalar(scalar.text(), json(scalar), scalar.textLine());
            case YamlNode.Sequence sequence ->
                new ArgumentSource.Items(
                        sequence.items().stream().map(YamlValues::argument).toList());
            case YamlNode.Mapping mapping -> arguments(mapping);
        };
    }

    static ArgumentSource.Members arguments(YamlNode.Mapping mapping) {
        Map<String, ArgumentSource> members = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> members.put(key, argument(entry.value())));
        return new ArgumentSource.Members(members);
    }
}
