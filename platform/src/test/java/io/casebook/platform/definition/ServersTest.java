package io.casebook.platform.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools whose servers say what they take: operations of an OpenAPI description, tools of an MCP server, queries. */
class ServersTest {
    private static final String AGENT = "id: tiny\nlanguages: [en]\n";

    private static SmallAgent agent(String tools, Map<String, String> more) {
        var agent = new SmallAgent(Map.of("agent.yaml", AGENT, "tools.yaml", tools));
        for (var file : more.entrySet()) {
            agent = agent.with(file.getKey(), file.getValue());
        }
        return agent;
    }

    private static Tool tool(SmallAgent agent, String name) {
        return Objects.requireNonNull(agent.definition().tool(name), name);
    }

    private static List<String> said(SmallAgent agent) {
        return agent.problems().stream().map(Problem::toString).toList();
    }

    @Nested
    class an_operation {
        private static final String DESCRIPTION = """
                openapi: 3.0.3
                servers: [{url: "https://api.example.com/v1/"}]
                paths:
                  /orders/{order-id}:
                    parameters:
                      - {name: order-id, in: path, required: true, schema: {type: string}}
                    get:
                      operationId: getOrder
                      summary: Look up an order.
                      parameters:
                        - {name: expand, in: query, schema: {type: array, items: {type: string}}}
                        - {name: X-Trace, in: header, schema: {type: string}}
                      responses:
                        "200": {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
                    patch:
                      operationId: changeOrder
                      requestBody:
                        required: true
                        content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
                      responses: {"204": {description: Done.}}
                  /search:
                    post:
                      operationId: search
                      requestBody: {content: {application/json: {schema: {type: array, items: {type: string}}}}}
                      responses: {"200": {description: Done.}}
                components:
                  schemas:
                    Order:
                      type: object
                      required: [id, note]
                      properties:
                        id: {type: string, readOnly: true}
                        note: {type: string, nullable: true, example: x}
                        price: {type: number, minimum: 0, exclusiveMinimum: true, format: double}
                        parent: {$ref: "#/components/schemas/Order"}
                """;

        private static SmallAgent with(String tools) {
            return with(tools, DESCRIPTION);
        }

        private static SmallAgent with(String tools, String description) {
            return agent(
                    "servers:\n  shop:\n    openapi: {file: apis/shop.yaml}\n    tools:\n" + tools.indent(6),
                    Map.of("apis/shop.yaml", description));
        }

        @Test
        void becomes_one_http_request_with_its_parameters_in_their_places() {
            var get = tool(with("getOrder: {effect: read}"), "getOrder");

            assertThat(get.execution())
                    .isEqualTo(Map.of(
                            "http",
                            Map.of(
                                    "method",
                                    "GET",
                                    "url",
                                    "https://api.example.com/v1/orders/{order_id}?expand={expand}")));
            assertThat(get.description()).isEqualTo("Look up an order.");
            assertThat(get.parametersJson())
                    .isEqualTo(
                            "{\"type\":\"object\",\"required\":[\"order_id\"],\"properties\":{\"order_id\":{\"type\":\"string\"},"
                                    + "\"expand\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}");
        }

        @Test
        void returns_what_its_first_good_answer_is_described_as_and_what_contains_itself_is_left_open() {
            assertThat(tool(with("getOrder: {effect: read}"), "getOrder").returnsJson())
                    .isEqualTo(
                            "{\"type\":\"object\",\"required\":[\"id\",\"note\"],\"properties\":{\"id\":{\"type\":\"string\"},"
                                    + "\"note\":{\"type\":[\"string\",\"null\"]},\"price\":{\"type\":\"number\",\"exclusiveMinimum\":0},"
                                    + "\"parent\":{}}}");
            assertThat(tool(with("getOrder: {effect: read, returns: off}"), "getOrder")
                            .returnsJson())
                    .isNull();
        }

        @Test
        void takes_the_members_of_its_body_as_arguments_and_never_what_can_only_be_read() {
            var change = tool(with("changeOrder: {effect: write, bind: off, description: Change it.}"), "changeOrder");

            assertThat(change.execution().get("http"))
                    .isEqualTo(Map.of(
                            "method",
                            "PATCH",
                            "url",
                            "https://api.example.com/v1/orders/{order_id}",
                            "json",
                            Map.of("note", "{note}", "price", "{price}", "parent", "{parent}")));
            assertThat(change.parametersJson()).contains("\"required\":[\"order_id\",\"note\"]");
        }

        @Test
        void takes_a_body_that_is_no_object_as_one_argument() {
            var search = tool(with("find: {operation: search, effect: read, description: Find.}"), "find");

            assertThat(String.valueOf(search.execution())).contains("json={body}");
        }

        @Test
        void hides_what_the_platform_fills_and_sends_an_optional_header_only_then() {
            var get = tool(
                    with("getOrder: {effect: read, bind: {X_Trace: $conversation.id}, omit: [expand]}"), "getOrder");

            assertThat(get.parametersJson()).doesNotContain("X_Trace", "expand");
            assertThat(String.valueOf(get.execution()))
                    .contains("headers={X-Trace={X_Trace}}")
                    .doesNotContain("expand");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "getOrders: {effect: read} | tools.yaml:5: error: the description has no operation getOrders (did you mean getOrder?)",
                    "getOrder: {effect: write, bind: off} | tools.yaml:5: error: getOrder is called with GET",
                    "getOrder: {effect: read, bind: {customer: $customer.id}} | tools.yaml:5: error: bind names customer, which the tool does not take",
                    "search: {effect: read} | tools.yaml:5: error: nothing says what the tool search does",
                    "getOrder: {} | tools.yaml:5: error: effect is missing",
                    "getOrder: {effect: read, htp: x} | tools.yaml:5: error: unknown key htp",
                })
        void that_cannot_be_a_tool_is_an_error_where_it_is_declared(String tool, String problem) {
            assertThat(said(with(tool))).anySatisfy(one -> assertThat(one).startsWith(problem));
        }

        static Stream<Arguments> broken() {
            var order = "#/components/schemas/Order\"}}}}\n    patch";
            return Stream.of(
                    Arguments.of(
                            order,
                            order.replace("Order", "Odrer"),
                            "apis/shop.yaml:14: error: the reference #/components/schemas/Odrer leads nowhere"),
                    Arguments.of(
                            order,
                            order.replace("#/components/schemas/Order", "other.yaml#/Order"),
                            "apis/shop.yaml:14: error: the reference other.yaml#/Order leads nowhere (only references within"),
                    Arguments.of(
                            "openapi: 3.0.3",
                            "swagger: 2.0",
                            "apis/shop.yaml:1: error: not an OpenAPI description of version 3"),
                    Arguments.of(
                            "{name: order-id, in: path",
                            "{name: order, in: path",
                            "apis/shop.yaml:8: error: the operation GET /orders/{order-id} has no parameter for {order-id}"),
                    Arguments.of(
                            "in: query, schema: {type: array",
                            "in: query, explode: false, schema: {type: array",
                            "apis/shop.yaml:11: error: the operation GET /orders/{order-id} writes the parameter expand in a style"),
                    Arguments.of(
                            "X-Trace, in: header",
                            "X-Trace, in: cookie, required: true",
                            "apis/shop.yaml:12: error: the operation GET /orders/{order-id} needs the cookie"),
                    Arguments.of("paths:", "paths: [", "apis/shop.yaml:4: error: not YAML"));
        }

        @ParameterizedTest
        @MethodSource("broken")
        void whose_description_is_broken_is_an_error_in_that_file(String piece, String other, String problem) {
            assertThat(DESCRIPTION).contains(piece);

            assertThat(said(with("getOrder: {effect: read}", DESCRIPTION.replace(piece, other))))
                    .anySatisfy(one -> assertThat(one).startsWith(problem));
        }

        @Test
        void whose_references_lead_in_a_circle_or_stand_for_millions_of_parts_ends_in_an_error() {
            var circle = DESCRIPTION.replace(
                    "Order:\n      type: object",
                    "Order: {$ref: \"#/components/schemas/Order\"}\n    X:\n      type: object");
            var laughs = new StringBuilder(DESCRIPTION);
            for (var level = 0; level < 9; level++) {
                var next = "{$ref: \"#/components/schemas/L" + (level + 1) + "\"}";
                laughs.append("    L%d: {type: object, properties: {a: %s, b: %s, c: %s, d: %s}}\n"
                        .formatted(level, next, next, next, next));
            }
            laughs.append("    L9: {type: string}\n");
            var bomb = laughs.toString()
                    .replace(
                            "parent: {$ref: \"#/components/schemas/Order\"}",
                            "parent: {$ref: \"#/components/schemas/L0\"}");

            assertThat(said(with("getOrder: {effect: read}", circle)))
                    .anySatisfy(one -> assertThat(one).contains("in a circle"));
            assertThat(said(with("getOrder: {effect: read}", bomb)))
                    .anySatisfy(one -> assertThat(one).contains("more than 5000 parts"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"shop.yaml", "apis/shp.yaml", "../secret"})
        void of_a_file_that_is_not_in_the_folder_is_an_error(String file) {
            var agent = with("getOrder: {effect: read}").replacing("tools.yaml", "apis/shop.yaml", file);

            assertThat(said(agent))
                    .anySatisfy(one -> assertThat(one).startsWith("tools.yaml:3: error: there is no file " + file));
        }

        @Test
        void of_the_sample_shop_is_taken_over() throws IOException {
            var description =
                    Files.readString(Path.of("../examples/shop/src/main/resources/io/casebook/shop/openapi.json"));
            var agent = with("""
                    get_order: {effect: read, bind: {customer_id: $customer.id}}
                    refund_order: {effect: write, bind: {customer_id: $customer.id}, idempotency_header: Idempotency-Key}
                    """, description);

            assertThat(said(agent)).noneMatch(one -> one.contains("error"));
            assertThat(String.valueOf(tool(agent, "refund_order").execution()))
                    .contains("method=POST", "/orders/{id}/refunds?customer_id={customer_id}", "amount={amount}");
        }
    }

    @Nested
    class a_tool_that_stands_by_itself {
        private static final String SERVERS = """
                servers:
                  shop: {openapi: {file: apis/shop.yaml}}
                  crm: {mcp: {url: "https://crm.example.com/mcp", schemas: apis/crm.json}}
                  orders: {sql: {url: "${env:DB}"}}
                """;

        private static final String LISTED = """
                {"tools": [{"name": "greet", "description": "Say hello.",
                  "inputSchema": {"type": "object", "properties": {"name": {"type": "string"}}}}]}
                """;

        private static SmallAgent with(String file) {
            return agent(
                    SERVERS,
                    Map.of(
                            "apis/shop.yaml",
                            an_operation.DESCRIPTION,
                            "apis/crm.json",
                            LISTED,
                            "tools/mine.yaml",
                            file.replace("; ", "\n")));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "server: shop; operation: getOrder; effect: read | method=GET",
                    "openapi: {file: apis/shop.yaml}; operation: getOrder; effect: read | method=GET",
                    "server: crm; operation: greet; effect: read; limit: 5/day; redact: [/name] | operation=greet",
                    "mcp: {url: \"https://crm.example.com/mcp\", schemas: apis/crm.json}; operation: greet; effect: read | operation=greet",
                    "mcp: {url: \"https://crm.example.com/mcp\"}; description: Hi.; effect: read; parameters: {type: object} | operation=mine",
                    "server: orders; description: One.; effect: read; parameters: {type: object}; query: select 1 | query=select 1",
                })
        void may_be_of_every_kind(String file, String how) {
            var agent = with(file);

            assertThat(said(agent)).noneMatch(one -> one.contains("error"));
            assertThat(String.valueOf(tool(agent, "mine").execution())).contains(how);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "effect: read; server: shp; operation: getOrder | tools/mine.yaml:2: error: tools.yaml has no server shp (did you mean shop?)",
                    "server: shop; operation: getOrders; effect: read | tools/mine.yaml:1: error: the description has no operation getOrders (did you mean getOrder?)",
                    "server: crm; operation: great; effect: read | tools/mine.yaml:1: error: apis/crm.json has no tool great (did you mean greet?)",
                    "server: shop; operation: getOrder | tools/mine.yaml:1: error: effect is missing",
                    "server: shop; operation: getOrder; effect: read; polcy: x | tools/mine.yaml:4: error: unknown key polcy",
                    "server: shop; mcp: {url: x}; effect: read | tools/mine.yaml:1: error: the tool mine is called in several ways: mcp, server",
                    "effect: read; mcp: crm | tools/mine.yaml:2: error: mcp must be a mapping",
                    "effect: read; mcp: {command: run, url: x} | tools/mine.yaml:2: error: mcp needs one of url and command",
                    "effect: read; openapi: {file: apis/shp.yaml} | tools/mine.yaml:2: error: there is no file apis/shp.yaml",
                    "effect: read; mcp: {url: \"https://x/\"} | tools/mine.yaml:1: error: nothing says what the tool mine takes",
                    "effect: read; operation: getOrder | tools/mine.yaml:1: error: the tool mine says nowhere how it is called",
                })
        void that_cannot_be_a_tool_is_an_error_in_its_own_file(String file, String problem) {
            assertThat(said(with(file))).anySatisfy(one -> assertThat(one).startsWith(problem));
        }
    }

    @Nested
    class a_tool_of_an_mcp_server {
        private static final String LISTED = """
                {"tools": [{"name": "update_address", "description": "Change an address.",
                  "inputSchema": {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
                    "required": ["customer_id", "address"],
                    "properties": {"customer_id": {"type": "string"}, "address": {"type": "string"}}},
                  "outputSchema": {"type": "object"}}]}
                """;

        private static SmallAgent with(String mcp, String tools) {
            return agent(
                    "servers:\n  crm:\n    mcp: " + mcp + "\n    tools: {" + tools + "}\n",
                    Map.of("apis/crm.json", LISTED));
        }

        @Test
        void is_what_the_folder_says_with_our_policy_laid_over_it() {
            var tool = tool(
                    with(
                            "{url: \"http://localhost:9000/mcp\", schemas: apis/crm.json}",
                            "update_address: {effect: write, bind: {customer_id: $customer.id}}"),
                    "update_address");

            assertThat(tool.description()).isEqualTo("Change an address.");
            assertThat(tool.parametersJson())
                    .isEqualTo(
                            "{\"type\":\"object\",\"required\":[\"address\"],\"properties\":{\"address\":{\"type\":\"string\"}}}");
            assertThat(tool.returnsJson()).isEqualTo("{\"type\":\"object\"}");
            assertThat(String.valueOf(tool.execution()))
                    .contains("url=http://localhost:9000/mcp", "operation=update_address", "pinned={\"$schema\"");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{url: x, schemas: apis/crm.json} | fly: {effect: read} | tools.yaml:4: error: apis/crm.json has no tool fly",
                    "{url: x} | fly: {effect: read, description: Fly.} | tools.yaml:4: error: nothing says what the tool fly takes",
                    "{schemas: apis/crm.json} | update_address: {effect: read} | tools.yaml:3: error: mcp needs one of url and command",
                    "{url: x, command: y} | | tools.yaml:3: error: mcp needs one of url and command",
                    "{url: x, errors: ignored} | | tools.yaml:3: error: errors must be in_doubt or not_done",
                    "{url: x, errors: [not_done]} | | tools.yaml:3: error: errors must be in_doubt or not_done",
                    "{url: x, shcemas: y} | | tools.yaml:3: error: unknown key shcemas (did you mean schemas?)",
                    "{url: \"http://{host}/\"} | | tools.yaml:3: error: nothing fills {host}",
                })
        void that_cannot_be_called_is_an_error(String mcp, String tools, String problem) {
            assertThat(said(with(mcp, tools == null ? "" : tools)))
                    .anySatisfy(one -> assertThat(one).startsWith(problem));
        }
    }

    @Nested
    class a_query {
        private static SmallAgent with(String tool) {
            return agent("""
                    servers:
                      db:
                        sql: {url: "${env:DB}", user: reader, password: "${secret:db}"}
                        tools:
                          late_orders:
                            description: Orders that are late.
                            effect: read
                            parameters: {type: object, properties: {days: {type: integer}}}
                            bind: {customer_id: $customer.id}
                    """ + tool.indent(8), Map.of());
        }

        @Test
        void is_asked_of_its_server() {
            var tool = tool(
                    with("query: \"select id from orders where c = {customer_id} and d > {days}\"\nrows: 5"),
                    "late_orders");

            assertThat(tool.execution())
                    .isEqualTo(Map.of(
                            "sql",
                            Map.of(
                                    "url",
                                    "${env:DB}",
                                    "user",
                                    "reader",
                                    "password",
                                    "${secret:db}",
                                    "query",
                                    "select id from orders where c = {customer_id} and d > {days}",
                                    "rows",
                                    5L)));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "rows: 5 | tools.yaml:5: error: sql has no query",
                    "query: delete from orders | tools.yaml:10: error: the query must begin with select",
                    "query: select {day} | tools.yaml:10: error: nothing fills {day}: it is no parameter (did you mean days?)",
                    "query: \"select ${env:X}\" | tools.yaml:10: error: a query cannot refer to the installation",
                    "rows: 0 | tools.yaml:10: error: rows must be a whole number from 1 to 1000",
                    "connections: 3 | tools.yaml:10: error: unknown key connections",
                })
        void that_cannot_be_asked_is_an_error(String tool, String problem) {
            assertThat(said(with(tool))).anySatisfy(one -> assertThat(one).startsWith(problem));
        }
    }

    @Nested
    class a_mock {
        private static SmallAgent with(String mock) {
            return agent("""
                    tools:
                      get_order:
                        description: Look up an order.
                        effect: read
                        parameters: {type: object, properties: {id: {type: string}}}
                        mock: %s
                    """.formatted(mock), Map.of());
        }

        @Test
        void answers_what_it_says() {
            assertThat(tool(with("{result: {id: \"{id}\", n: 1}}"), "get_order").execution())
                    .isEqualTo(Map.of("mock", Map.of("result", Map.of("id", "{id}", "n", 1L))));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{} | tools.yaml:6: error: mock needs one of result and error",
                    "{error: not_fuond} | tools.yaml:6: error: no error is called \"not_fuond\" (did you mean not_found?)",
                    "{result: \"{order}\"} | tools.yaml:6: error: nothing fills {order}",
                    "{reslut: 1} | tools.yaml:6: error: unknown key reslut",
                    "[] | tools.yaml:6: error: mock must be a mapping",
                })
        void without_an_answer_is_an_error(String mock, String problem) {
            assertThat(said(with(mock))).anySatisfy(one -> assertThat(one).startsWith(problem));
        }
    }
}
