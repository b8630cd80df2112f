package io.casebook.tools.sql;

import io.casebook.tools.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What stands in a cell, as JSON. */
final class Cells {
    private Cells() {}

    /** Numbers and truth values as they are, JSON as JSON, points in time as ISO 8601, lists as lists, all else as text. */
    static JsonNode json(ResultSet results, int column) throws SQLException {
        var type = results.getMetaData();
        return switch (type.getColumnType(column)) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                Json.of(results.getObject(column) == null ? null : "[binary]");
            case Types.TIMESTAMP_WITH_TIMEZONE -> text(results.getObject(column, java.time.OffsetDateTime.class));
            case Types.TIMESTAMP ->
                type.getColumnTypeName(column).equals("timestamptz")
                        ? text(results.getObject(column, java.time.OffsetDateTime.class))
                        : text(results.getObject(column, java.time.LocalDateTime.class));
            case Types.ARRAY -> array(results, column);
            default ->
                type.getColumnTypeName(column).startsWith("json")
                        ? parsed(results.getString(column))
                        : value(results.getObject(column));
        };
    }

    private static JsonNode array(ResultSet results, int column) throws SQLException {
        var array = results.getArray(column);
        if (array == null) {
            return Json.of(null);
        }
        var items = Json.array();
        if (array.getArray() instanceof Object[] values) {
            for (var value : values) {
                items.add(value(value));
            }
        }
        return items;
    }

    private static JsonNode parsed(@Nullable String text) {
        var value = text == null ? null : Json.parse(text);
        return value == null ? Json.of(text) : value;
    }

    private static JsonNode value(@Nullable Object value) {
        return switch (value) {
            case null -> Json.of(null);
            case Boolean truth -> Json.of(truth);
            case Integer number -> Json.of(number);
            case Long number -> Json.of(number);
            case Short number -> Json.of(number.intValue());
            case BigInteger number -> Json.of(number);
            case BigDecimal number -> Json.of(number);
            // As it is written: a float as a decimal would have digits that nobody stored.
            case Double number -> Double.isFinite(number) ? Json.of(number) : Json.of(number.toString());
            case Float number -> Float.isFinite(number) ? Json.of(new BigDecimal(number.toString())) : text(number);
            default -> text(value);
        };
    }

    private static JsonNode text(@Nullable Object value) {
        return Json.of(value == null ? null : value.toString());
    }
}
