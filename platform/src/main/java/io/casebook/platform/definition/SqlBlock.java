package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.platform.definition.expression.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what the tool service will rely on in a tool's {@code sql} block: that it reads, and that its names are parameters. */
final class SqlBlock {
    static final List<String> CONNECTION = List.of("url", "user", "password", "connections");
    private static final List<String> KEYS = List.of("url", "user", "password", "connections", "query", "rows");
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_CONNECTIONS = 200;

    private SqlBlock() {}

    /** Checks the block of one tool. */
    static Map<String, @Nullable Object> read(
            YamlNode.Mapping block,
            boolean writes,
            ToolBinding binding,
            @Nullable JsonNode schema,
            Problems.InFile problems) {
        ServerBlocks.keys(block, KEYS, problems);
        connection(block, problems);
        if (writes) {
            problems.error(
                    block.line(), "a tool that asks a database cannot write", "write effect: read, or call a service");
        }
        if (block.get("query") instanceof YamlNode.Scalar query) {
            query(query, binding, schema, problems);
        } else {
            problems.error(
                    block.line(),
                    "sql has no query",
                    "e.g. query: \"select status from orders where id = {order_id}\"");
        }
        whole("rows", block.get("rows"), MOST_ROWS, problems);
        whole("connections", block.get("connections"), MOST_CONNECTIONS, problems);
        return YamlValues.members(block);
    }

    /** Checks where the database is. */
    static void connection(YamlNode.Mapping block, Problems.InFile problems) {
        if (!(block.get("url") instanceof YamlNode.Scalar url)
                || !url.text().matches("(?s)(jdbc:.+|\\$\\{(env|secret):[^}]+}.*)")) {
            problems.error(
                    block.line(),
                    "sql needs a url that begins with jdbc: or ${env:NAME}",
                    "e.g. url: \"jdbc:postgresql://host/shop\"");
        }
        for (String key : CONNECTION) {
            YamlNode node = block.get(key);
            if (node != null) {
                new Braces(Set.of(), false, problems).check(node);
            }
        }
    }

    private static void query(
            YamlNode.Scalar query, ToolBinding binding, @Nullable JsonNode schema, Problems.InFile problems) {
        if (!query.text().strip().matches("(?is)(select|with|values)\\b.*")) {
            problems.error(
                    query.line(), "the query must begin with select, with or values", "a tool of this kind only reads");
        }
        Scope.Arguments arguments = ToolEntry.arguments(schema);
        Set<String> names = new LinkedHashSet<>(arguments.names());
        names.addAll(binding.parameters().keySet());
        new Braces(names, arguments.open(), problems).check(query);
        if (query.text().contains("${")) {
            problems.error(query.line(), "a query cannot refer to the installation", "write the value itself");
        }
    }

    private static void whole(String key, @Nullable YamlNode number, int most, Problems.InFile problems) {
        if (number != null
                && !(number instanceof YamlNode.Scalar scalar
                        && scalar.text().matches("[0-9]{1,4}")
                        && Integer.parseInt(scalar.text()) >= 1
                        && Integer.parseInt(scalar.text()) <= most)) {
            problems.error(number.line(), key + " must be a whole number from 1 to " + most, "");
        }
    }
}
