package io.casebook.platform.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerImportTest {
    private static final Path SHOP = Path.of("../examples/shop/src/main/resources/io/casebook/shop/openapi.json");

    private static void assertCompiles(ServerImport.Written written, String file, String description) {
        var files = new DefinitionFiles(
                Map.of("agent.yaml", "id: a\nlanguages: [en]\n", "tools.yaml", written.toolsYaml(), file, description));
        assertThat(DefinitionCompiler.compile(files)).isInstanceOf(Compilation.Compiled.class);
    }

    @Test
    void every_operation_of_the_sample_shop_becomes_a_tool_that_compiles() throws IOException {
        var description = Files.readString(SHOP);
        var written = ServerImport.openapi("shop", "apis/shop.json", description, "${env:SHOP_URL}");

        assertCompiles(written, "apis/shop.json", description);
        assertThat(written.leftOut()).isEmpty();
        assertThat(written.tools()).contains("get_order", "refund_order");
        assertThat(written.toolsYaml())
                .contains(
                        "get_order: {effect: read, bind: {customer_id: $customer.id}}",
                        "refund_order: {effect: write, bind: {customer_id: $customer.id}}");
    }

    @Test
    void what_cannot_be_a_tool_is_left_out_with_the_reason_and_the_rest_compiles() {
        var description = """
                openapi: 3.1.0
                servers: [{url: "http://h"}]
                paths:
                  /a:
                    get: {operationId: good, summary: Good., responses: {}}
                    post: {responses: {}}
                  /b/{x}:
                    get: {operationId: bad, summary: Bad., responses: {}}
                """;
        var written = ServerImport.openapi("s", "apis/s.yaml", description, null);

        assertCompiles(written, "apis/s.yaml", description);
        assertThat(written.tools()).containsExactly("good", "POST_a");
        assertThat(written.leftOut())
                .singleElement()
                .asString()
                .startsWith("bad: the operation GET /b/{x} has no parameter");
    }

    @Test
    void the_tools_of_an_mcp_server_are_read_only_where_it_says_so() {
        var listed = """
                {"tools": [
                  {"name": "find", "description": "Find.", "inputSchema": {"type": "object"}, "annotations": {"readOnlyHint": true}},
                  {"name": "change", "inputSchema": {"type": "object", "properties": {"user_id": {"type": "string"}}}}]}
                """;
        var written = ServerImport.mcp("crm", "apis/crm.json", listed, Map.of("url", "http://localhost:9000/mcp"));

        assertCompiles(written, "apis/crm.json", listed);
        assertThat(written.toolsYaml())
                .contains("find: {effect: read}")
                .contains("change: {effect: write, bind: {user_id: $customer.id}, description: \"change\"}");
    }

    @Test
    void a_description_that_is_none_is_refused_with_file_and_line() {
        assertThatThrownBy(() -> ServerImport.openapi("s", "apis/s.yaml", "a: 1\n", null))
                .hasMessageContaining("apis/s.yaml:1: error: not an OpenAPI description");
        assertThatThrownBy(() -> ServerImport.mcp("s", "apis/s.json", "[]", Map.of("url", "http://h")))
                .hasMessageContaining("no list of tools");
    }
}
