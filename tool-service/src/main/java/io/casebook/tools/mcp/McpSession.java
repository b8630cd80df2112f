package io.casebook.tools.mcp;

import io.casebook.tools.json.Json;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One session with a server: what it offers, and calls of it. Thread-safe. */
final class McpSession implements AutoCloseable {
    /** More tools than any server has that one would want to talk to. */
    private static final int MOST_PAGES = 50;

    /** Calls have deadlines of their own; this one only ends what nobody waits for any more. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Any server that is there does this at once. */
    private static final Duration PING_WITHIN = Duration.ofSeconds(1);

    private final McpSyncClient client;
    private final CompletableFuture<Void> lost;
    private final Duration listedFor;
    private volatile Map<String, McpSchema.Tool> offered = Map.of();
    private volatile long listedAt;
    private volatile boolean doubted;
    private volatile boolean suspected;

    private McpSession(
            McpClientTransport transport, Duration connectWithin, Duration listedFor, CompletableFuture<Void> lost) {
        this.lost = lost;
        this.listedFor = listedFor;
        this.client = McpClient.sync(transport)
                .clientInfo(McpSchema.Implementation.builder("casebook", "1").build())
                .initializationTimeout(connectWithin)
                .requestTimeout(LONGEST)
                .toolsChangeConsumer(this::offers)
                .build();
    }

    /**
     * Opens a session.
     *
     * @param listedFor how long what the server offers is believed before it is asked again
     * @param lost completed by whoever learns that the server is gone
     */
    static McpSession open(
            McpClientTransport transport, Duration connectWithin, Duration listedFor, CompletableFuture<Void> lost) {
        var session = new McpSession(transport, connectWithin, listedFor, lost);
        try {
            session.client.initialize();
            session.offers(session.list());
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Has the next call use another session; what is under way here goes on. */
    void doubt() {
        doubted = true;
    }

    /** Has the next call look whether the server still answers: one that is late may be at work, or gone. */
    void suspect() {
        suspected = true;
    }

    /** False where the server was late and does not answer the simplest question either. */
    boolean answers() {
        if (!suspected) {
            return true;
        }
        var answer = new CompletableFuture<Void>();
        var asker = Thread.ofVirtual().name("tool-mcp-ping").start(() -> {
            try {
                var _ = client.ping();
                answer.complete(null);
            } catch (McpError e) {
                // It does not know the question, and has answered it.
                answer.complete(null);
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            var _ = answer.get(PING_WITHIN.toNanos(), TimeUnit.NANOSECONDS);
            suspected = false;
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            asker.interrupt();
        }
    }

    /** True while there is no reason to open another one. */
    boolean good() {
        return !doubted && !lost.isDone();
    }

    /** Completed once the server is known to be gone. */
    CompletableFuture<Void> lost() {
        return lost;
    }

    /** What the server says that a tool takes; null where it has no such tool. */
    @Nullable
    JsonNode takes(String operation) {
        // Not every server tells when it changes, and not every transport lets it.
        if (System.nanoTime() - listedAt > listedFor.toNanos()) {
            offers(list());
        }
        var tool = offered.get(operation);
        return tool == null ? null : Json.parse(Json.text(Json.of(tool.inputSchema())));
    }

    /** All that the server offers. */
    List<McpSchema.Tool> tools() {
        return List.copyOf(offered.values());
    }

    McpSchema.CallToolResult call(String operation, Map<String, Object> arguments, Map<String, Object> meta) {
        return client.callTool(McpSchema.CallToolRequest.builder(operation)
                .arguments(arguments)
                .meta(meta)
                .build());
    }

    private List<McpSchema.Tool> list() {
        var page = client.listTools(null);
        var all = new ArrayList<>(page.tools());
        for (var pages = 1; page.nextCursor() != null && pages < MOST_PAGES; pages++) {
            page = client.listTools(page.nextCursor());
            all.addAll(page.tools());
        }
        return all;
    }

    private void offers(List<McpSchema.Tool> tools) {
        var byName = new LinkedHashMap<String, McpSchema.Tool>();
        tools.forEach(tool -> byName.put(tool.name(), tool));
        offered = Collections.unmodifiableMap(byName);
        listedAt = System.nanoTime();
    }

    /** Ends the session, and with it a process that was started for it. */
    @Override
    public void close() {
        client.close();
    }
}
