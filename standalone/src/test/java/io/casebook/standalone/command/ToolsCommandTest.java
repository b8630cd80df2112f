package io.casebook.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.casebook.shop.ShopServer;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.up.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code casebook tools}, without a running Casebook. */
class ToolsCommandTest {
    private static final String TOOLS = """
            tools:
              get_order:
                description: Look an order up.
                effect: read
                parameters: {type: object, required: [id], properties: {id: {type: string, description: Its number.}}}
                bind: {customer_id: $customer.id}
                mock: {result: {id: "{id}", owner: "{customer_id}", card: "4111 1111 1111 1111"}}
              cancel_order:
                description: Cancel an order.
                effect: write
                parameters: {type: object, properties: {}}
                bind: {customer_id: $customer.id}
                mock: {result: {done: true}}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by the test framework
    private Path folder;

    @BeforeEach
    void writeAgent() throws IOException {
        Files.writeString(folder.resolve("agent.yaml"), "id: tiny\nlanguages: [en]\n");
    }

    private void writeTools() throws IOException {
        Files.writeString(folder.resolve("tools.yaml"), TOOLS);
    }

    @Test
    void list_shows_each_tool_as_models_see_it() throws IOException {
        writeTools();

        assertThat(run("tools", "list", "--agent", folder.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("get_order  (read)", "Look an order up.", "id: string, required  (Its number.)")
                .contains("filled by the platform: customer_id")
                .doesNotContain("4111");
    }

    @Test
    void test_calls_a_tool_under_the_same_rules_as_the_agent() throws IOException {
        writeTools();
        var agent = folder.toString();

        assertThat(run("tools", "test", "get_order", "--agent", agent, "--customer", "c-1", "-a", "{\"id\":\"7\"}"))
                .as(out.toString() + err)
                .isZero();
        assertThat(out.toString()).contains("\"owner\" : \"c-1\"").doesNotContain("4111 1111 1111 1111");

        assertThat(run("tools", "test", "get_order", "--agent", agent, "--customer", "c-1"))
                .isEqualTo(CommandFailure.FAILED);
        assertThat(out.toString()).contains("\"reason_code\" : \"invalid_arguments\"");
    }

    @Test
    void test_of_a_tool_that_changes_something_wants_to_be_confirmed() throws IOException {
        writeTools();
        var agent = folder.toString();

        assertThat(run("tools", "test", "cancel_order", "--agent", agent, "--customer", "c-1"))
                .isEqualTo(CommandFailure.MISUSED);
        assertThat(err.toString()).contains("--confirm");
        assertThat(run("tools", "test", "cancel_order", "--agent", agent, "--customer", "c-1", "--confirm"))
                .isZero();
    }

    @Test
    void test_names_the_call_so_that_it_can_be_repeated_and_done_once() throws IOException {
        var keys = new CopyOnWriteArrayList<String>();
        var casebook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        casebook.createContext("/", exchange -> {
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        casebook.start();
        try {
            var url = "http://localhost:" + casebook.getAddress().getPort();
            assertThat(run("tools", "test", "cancel_order", "--url", url, "--confirm"))
                    .isEqualTo(CommandFailure.FAILED);
            assertThat(err.toString()).contains("--idempotency-key " + keys.getFirst());
            run("tools", "test", "cancel_order", "--url", url, "--confirm", "--idempotency-key", keys.getFirst());
            run("tools", "test", "cancel_order", "--url", url, "--confirm");
        } finally {
            casebook.stop(0);
        }

        assertThat(keys).hasSize(3);
        assertThat(keys.get(1)).isEqualTo(keys.getFirst());
        assertThat(keys.get(2)).isNotEqualTo(keys.getFirst());
        assertThat(run("tools", "test", "cancel_order", "--agent", folder.toString(), "--idempotency-key", "k"))
                .isEqualTo(CommandFailure.MISUSED);
    }

    @Test
    void test_by_hand_says_what_a_condition_lacks_and_how_to_give_it() throws IOException {
        Files.writeString(
                folder.resolve("tools.yaml"),
                TOOLS.replace("    effect: read\n", "    effect: read\n    requires: identity.ok\n"));
        var agent = folder.toString();
        String[] call = {"tools", "test", "get_order", "--agent", agent, "--customer", "c-1", "-a", "{\"id\":\"7\"}"};

        assertThat(run(call)).isEqualTo(CommandFailure.FAILED);
        assertThat(out.toString()).contains("requirement_not_met", "--resource identity=JSON");

        var given = Arrays.copyOf(call, call.length + 2);
        given[call.length] = "--resource";
        given[call.length + 1] = "identity={\"ok\":true}";
        assertThat(run(given)).as(out.toString()).isZero();
    }

    @Test
    void what_cannot_be_called_is_said_in_a_line() throws IOException {
        writeTools();
        var agent = folder.toString();

        assertThat(run("tools", "test", "get_oder", "--agent", agent)).isEqualTo(CommandFailure.MISUSED);
        assertThat(run("tools", "test", "get_order", "--agent", agent, "-a", "[1]"))
                .isEqualTo(CommandFailure.MISUSED);
        assertThat(run("tools", "list", "--agent", "no-such-folder")).isEqualTo(CommandFailure.MISUSED);
        assertThat(run("tools", "list", "--url", "http://localhost:1")).isEqualTo(CommandFailure.FAILED);
        assertThat(err.toString())
                .contains(
                        "there is no tool get_oder",
                        "--arguments is no JSON object",
                        "no-such-folder",
                        "no Casebook answers");
    }

    @Test
    void import_openapi_makes_an_agent_that_passes_check_and_calls_the_service(@TempDir Path data)
            throws IOException, InterruptedException {
        try (var shop = ShopServer.start(0, data);
                var http = HttpClient.newHttpClient()) {
            var description = Files.writeString(
                    data.resolve("shop.json"),
                    http.send(
                                    HttpRequest.newBuilder(URI.create(shop.url() + "/openapi.json"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body());

            assertThat(run(
                            "tools",
                            "import-openapi",
                            description.toString(),
                            "--into",
                            folder.toString(),
                            "--server",
                            "shop"))
                    .as(err.toString())
                    .isZero();
            assertThat(run("check", folder.toString())).as(out.toString()).isZero();
            var called = run(
                    "tools",
                    "test",
                    "get_order",
                    "--agent",
                    folder.toString(),
                    "--customer",
                    "customer-demo",
                    "-a",
                    "{\"id\":\"1001\"}");
            assertThat(called).as(out.toString()).isZero();
        }
    }

    @Test
    void import_mcp_makes_an_agent_that_passes_check_and_calls_the_server(@TempDir Path data) throws IOException {
        // In a file, because a class path is longer than a line should be.
        var program = Files.writeString(
                data.resolve("orders.args"),
                "-cp \"%s\" %s".formatted(System.getProperty("java.class.path"), OrdersMcpServer.class.getName()));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var agent = folder.toString();

        assertThat(run(
                        "tools",
                        "import-mcp",
                        "--command",
                        java,
                        "--arg=@" + program,
                        "--into",
                        agent,
                        "--server",
                        "orders"))
                .as(err.toString())
                .isZero();
        assertThat(run("check", agent)).as(out.toString()).isZero();
        assertThat(run("tools", "list", "--agent", agent)).isZero();
        assertThat(out.toString())
                .contains("find_order  (read)", "cancel_order  (write)", "filled by the platform: customer_id");

        assertThat(run(
                        "tools",
                        "test",
                        "find_order",
                        "--agent",
                        agent,
                        "--customer",
                        "c-1",
                        "-a",
                        "{\"order_id\":\"1001\"}"))
                .as(out.toString())
                .isZero();
        assertThat(out.toString()).contains("\"order\" : \"1001\"", "\"customer\" : \"c-1\"");
    }

    @Test
    void import_leaves_an_existing_file_alone_and_shows_what_to_add() throws IOException {
        writeTools();
        var description = Files.writeString(
                folder.resolve("small.txt"),
                "openapi: 3.1.0\nservers: [{url: \"http://h\"}]\npaths: {/a: {get: {operationId: look, responses: {}}}}\n");

        assertThat(run("tools", "import-openapi", description.toString(), "--into", folder.toString()))
                .isZero();
        assertThat(out.toString()).contains("is there already; add to it", "look: {effect: read");
        assertThat(Files.readString(folder.resolve("tools.yaml"))).isEqualTo(TOOLS);
    }

    @Test
    void import_of_what_is_no_description_or_no_server_is_said_in_a_line() throws IOException {
        var nothing = Files.writeString(folder.resolve("x.txt"), "hello\n");

        assertThat(run("tools", "import-openapi", nothing.toString(), "--into", folder.toString()))
                .isEqualTo(CommandFailure.MISUSED);
        assertThat(run("tools", "import-openapi", "no-such-file")).isEqualTo(CommandFailure.MISUSED);
        assertThat(run("tools", "import-mcp", "--into", folder.toString())).isEqualTo(CommandFailure.MISUSED);
        assertThat(run("tools", "import-mcp", "--url", "http://localhost:1/mcp", "--into", folder.toString()))
                .isEqualTo(CommandFailure.FAILED);
        assertThat(err.toString())
                .contains("not an OpenAPI description", "no-such-file cannot be read", "one of --url and --command")
                .contains("the server does not answer");
    }

    private int run(String... arguments) {
        var line = CommandLineRun.commandLine(Settings.of(List.of(arguments)));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
