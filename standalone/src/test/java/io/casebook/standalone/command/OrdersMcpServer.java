package io.casebook.standalone.command;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A server built with the official SDK, as a program of this machine: it looks orders up and cancels them. */
final class OrdersMcpServer {
    private OrdersMcpServer() {}

    private static SyncToolSpecification tool(String name, boolean readOnly) {
        var takes = "{\"type\":\"object\",\"required\":[\"order_id\",\"customer_id\"],\"properties\":{"
                + "\"order_id\":{\"type\":\"string\"},\"customer_id\":{\"type\":\"string\"}}}";
        return SyncToolSpecification.builder()
                .tool(McpSchema.Tool.builder(name, McpJsonDefaults.getMapper(), takes)
                        .description("Does %s for an order.".formatted(name))
                        .annotations(McpSchema.ToolAnnotations.builder()
                                .readOnlyHint(readOnly)
                                .build())
                        .build())
                .callHandler((exchange, request) -> CallToolResult.builder()
                        .structuredContent(Map.of(
                                "order", request.arguments().get("order_id"),
                                "customer", request.arguments().get("customer_id")))
                        .addTextContent("done")
                        .build())
                .build();
    }

    /** Serves its standard streams until it is ended. */
    public static void main(String... arguments) throws InterruptedException {
        McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper()))
                .serverInfo("orders", "1")
                .capabilities(McpSchema.ServerCapabilities.builder().tools(true).build())
                .tools(tool("find_order", true), tool("cancel_order", false))
                .build();
        new CountDownLatch(1).await();
    }
}
