package io.casebook.projections.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a question gave.
 *
 * @param columns the columns in order
 * @param rows the values of each row in the order of the columns: texts, numbers, booleans and nulls
 * @param truncated true when there were more rows than were asked for
 * @param elapsedMs how long DuckDB took, in milliseconds
 */
public record QueryResult(List<Column> columns, List<List<@Nullable Object>> rows, boolean truncated, long elapsedMs) {

    public QueryResult {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A column.
     *
     * @param name its name
     * @param type its type as DuckDB calls it
     */
    public record Column(String name, String type) {}
}
