package io.casebook.tools.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** The tools of a small customer register, for servers over both transports; as a program, a server on its standard streams. */
final class CrmServer {
    static final String TAKES = "{\"type\":\"object\",\"required\":[\"customer_id\",\"address\"],\"properties\":{"
            + "\"customer_id\":{\"type\":\"string\"},\"address\":{\"type\":\"string\"}}}";

    /** What a program prints beside what it answers. */
    static final String STRAY = "Processing refund of Jane, card 4111 1111 1111 1111";

    private CrmServer() {}

    static SyncToolSpecification tool(String name, String takes, Function<CallToolRequest, CallToolResult> answer) {
        return SyncToolSpecification.builder()
                .tool(McpSchema.Tool.builder(name, McpJsonDefaults.getMapper(), takes)
                        .description("The tool " + name + ".")
                        .build())
                .callHandler((exchange, request) -> answer.apply(request))
                .build();
    }

    static CallToolResult text(String text) {
        return CallToolResult.builder().addTextContent(text).build();
    }

    /** What is the same over both transports. */
    static List<SyncToolSpecification> tools() {
        return List.of(
                tool(
                        "update_address",
                        TAKES,
                        request -> CallToolResult.builder()
                                .structuredContent(Map.of(
                                        "customer", request.arguments().get("customer_id"),
                                        "address", request.arguments().get("address"),
                                        "key", String.valueOf(request.meta().get("idempotency"))))
                                .addTextContent("done")
                                .build()),
                tool("greet", "{\"type\":\"object\"}", request -> text("Hello.")),
                tool("as_json", "{\"type\":\"object\"}", request -> text("{\"card\":\"4111 1111 1111 1111\"}")),
                tool(
                        "refuse",
                        "{\"type\":\"object\"}",
                        request -> CallToolResult.builder()
                                .isError(true)
                                .addTextContent("no such customer")
                                .build()),
                tool(
                        "environment",
                        "{\"type\":\"object\"}",
                        request -> CallToolResult.builder()
                                .structuredContent(Map.of(
                                        "names",
                                        System.getenv().keySet().stream()
                                                .sorted()
                                                .toList()))
                                .addTextContent("")
                                .build()),
                tool("babble", "{\"type\":\"object\"}", request -> {
                    System.out.println(STRAY);
                    System.out.println();
                    System.out.println("{\"progress\": \"" + STRAY + "\"}");
                    return text(process());
                }),
                tool("process", "{\"type\":\"object\"}", request -> text(process())),
                tool("long", "{\"type\":\"object\"}", request -> text("x".repeat(200_000))),
                tool("hang", "{\"type\":\"object\"}", request -> {
                    wait(new CountDownLatch(1));
                    return text("");
                }),
                tool("fall_silent", "{\"type\":\"object\"}", request -> {
                    System.out.close();
                    return text("");
                }),
                tool("fail", "{\"type\":\"object\"}", request -> {
                    throw new IllegalStateException(STRAY);
                }),
                tool("die", "{\"type\":\"object\"}", request -> {
                    Runtime.getRuntime().halt(3);
                    throw new IllegalStateException();
                }));
    }

    private static String process() {
        return "process " + ProcessHandle.current().pid();
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Serves its standard streams until it is ended. */
    public static void main(String... arguments) throws InterruptedException {
        McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper()))
                .serverInfo("crm", "1")
                .capabilities(McpSchema.ServerCapabilities.builder().tools(true).build())
                .tools(tools())
                .build();
        new CountDownLatch(1).await();
    }
}
