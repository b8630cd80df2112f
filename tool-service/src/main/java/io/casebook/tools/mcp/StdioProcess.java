package io.casebook.tools.mcp;

import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A server that is a program of this machine. It sees none of our environment, which holds keys, but what its definition gives it.
 *
 * <p>The SDK has a transport for this, which ends its session at the first line that is no message, without anybody hearing of it, and
 * writes that line into the log. Programs print such lines, and they may be about customers. Here they are left out.
 */
final class StdioProcess implements McpClientTransport {
    private static final Logger LOG = Logger.getLogger(StdioProcess.class);

    /** What a program does not read in time is not sent. */
    private static final int MOST_WAITING = 1_000;

    private static final int ENDS_WITHIN_SECONDS = 5;

    private final McpServer server;
    private final int largestAnswer;
    private final CompletableFuture<Void> lost;
    private final McpJsonMapper mapper = McpJsonDefaults.getMapper();
    private final BlockingQueue<byte[]> outbound = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile @Nullable Process process;
    private boolean strayed;

    /** @param lost completed when the program has ended, or says no more */
    StdioProcess(McpServer server, int largestAnswer, CompletableFuture<Void> lost) {
        this.server = server;
        this.largestAnswer = largestAnswer;
        this.lost = lost;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.defer(() -> {
            try {
                start(handler);
                return Mono.empty();
            } catch (IOException e) {
                lost.complete(null);
                return Mono.error(e);
            }
        });
    }

    private void start(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) throws IOException {
        var command = new ArrayList<>(server.command());
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment()
                .putAll(ServerParameters.builder(command.getFirst())
                        .env(server.environment())
                        .build()
                        .getEnv());
        var started = builder.start();
        process = started;
        Thread.ofPlatform().daemon().name("tool-mcp-in").start(() -> read(started, handler));
        Thread.ofPlatform().daemon().name("tool-mcp-out").start(() -> write(started));
    }

    private void read(Process from, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        try (var lines = new ProtocolLines(from.getInputStream(), largestAnswer)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                var message = line.whole() ? message(line.text()) : ProtocolLines.tooLong(line.text());
                if (message == null) {
                    left();
                } else {
                    var _ = handler.apply(Mono.just(message)).subscribe(handled -> {}, failure -> {});
                }
            }
        } catch (IOException e) {
            // It has ended.
        } finally {
            // A program that says no more is of no use, even if it still runs.
            lost.complete(null);
            end(from);
        }
    }

    private @Nullable JSONRPCMessage message(String line) {
        try {
            return McpSchema.deserializeJsonRpcMessage(mapper, line);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private void left() {
        if (!strayed) {
            strayed = true;
            LOG.warn("an MCP server prints lines that are no messages of the protocol; they are left out");
        }
    }

    private void write(Process to) {
        try (var out = to.getOutputStream()) {
            while (!lost.isDone()) {
                var line = outbound.poll(1, TimeUnit.SECONDS);
                if (line != null) {
                    out.write(line);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // It has ended, or does not listen any more: what was asked is not answered, and whoever reads hears of the
            // end.
            end(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.defer(() -> {
            try {
                // JSON has its line breaks escaped, so a message is a line.
                var line = (mapper.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
                return !lost.isDone() && outbound.offer(line)
                        ? Mono.empty()
                        : Mono.error(new IOException("the program does not listen"));
            } catch (IOException e) {
                return Mono.error(e);
            }
        });
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> {
            lost.complete(null);
            var running = process;
            if (running != null) {
                end(running);
            }
        });
    }

    /** Asks it to end, and what it has started; after a while it is ended. */
    private static void end(Process running) {
        var all = new ArrayList<>(List.of(running.toHandle()));
        running.descendants().forEach(all::add);
        all.forEach(ProcessHandle::destroy);
        CompletableFuture.delayedExecutor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)
                .execute(() -> all.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly));
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return mapper.convertValue(data, type);
    }
}
