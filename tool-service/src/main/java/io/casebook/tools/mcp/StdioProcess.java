package io.casebook.tools.mcp;

import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A server that is a program of this machine. It sees none of our environment, which holds keys, but what its definition gives it. */
final class StdioProcess extends StdioClientTransport {
    private final CompletableFuture<Void> lost;

    /** @param lost completed when the program has ended */
    StdioProcess(McpServer server, int largestAnswer, CompletableFuture<Void> lost) {
        super(
                ServerParameters.builder(server.command().getFirst())
                        .args(server.command().subList(1, server.command().size()))
                        .env(server.environment())
                        .build(),
                McpJsonDefaults.getMapper(),
                largestAnswer);
        this.lost = lost;
        // What a server writes there may be about customers.
        setStdErrorHandler(line -> {});
    }

    @Override
    protected ProcessBuilder getProcessBuilder() {
        var builder = new ProcessBuilder();
        builder.environment().clear();
        return builder;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return super.connect(handler)
                .doOnSuccess(started -> Thread.ofVirtual().name("tool-mcp-exit").start(() -> {
                    awaitForExit();
                    lost.complete(null);
                }));
    }
}
