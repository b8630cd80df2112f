package io.casebook.tools.mcp;

import io.casebook.tools.http.StatusMeaning;
import io.casebook.tools.json.Json;
import io.casebook.tools.network.GuardedHttp;
import io.casebook.tools.run.Attempt;
import io.casebook.tools.run.Ready;
import io.casebook.tools.run.Reasons;
import io.modelcontextprotocol.spec.McpError;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A call of a server's tool that is ready to go. */
final class McpReady implements Ready {
    /** The codes of JSON-RPC that say: not done, and not to be done however often one asks. */
    private static final int METHOD_NOT_FOUND = -32601;

    private static final int INVALID_PARAMS = -32602;
    private static final int CAUSES = 8;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final McpSessions sessions;
    private final McpServer server;
    private final McpTool tool;
    private final ObjectNode arguments;
    private final Map<String, Object> meta;
    private final Set<String> secrets;
    private final boolean errorsAreCertain;
    private volatile boolean badBefore;

    McpReady(
            McpSessions sessions,
            McpServer server,
            McpTool tool,
            ObjectNode arguments,
            Map<String, Object> meta,
            Set<String> secrets,
            boolean errorsAreCertain) {
        this.sessions = sessions;
        this.server = server;
        this.tool = tool;
        this.arguments = arguments;
        this.meta = meta;
        this.secrets = secrets;
        this.errorsAreCertain = errorsAreCertain;
    }

    @Override
    public Set<String> secrets() {
        return secrets;
    }

    @Override
    public Attempt send(Duration within) throws InterruptedException {
        var until = System.nanoTime() + within.toNanos();
        var opening = new CompletableFuture<Opened>();
        var opener = Thread.ofVirtual().name("tool-mcp-open").start(() -> run(opening, this::open));
        Opened opened;
        try {
            opened = opening.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            opener.interrupt();
            return new Attempt.NotSent("no session with the server (%s)".formatted(name(e)));
        }
        // A server whose tool takes something else than it did when the definition was made is not asked.
        return opened.unchanged()
                ? call(opened.session(), until - System.nanoTime())
                : Attempt.Refused.firmly(Reasons.TOOL_CHANGED, null, null);
    }

    /** A session, and whether the tool is still the one that the definition was made for. */
    private record Opened(McpSession session, boolean unchanged) {}

    /** Opens a session; once more where the one that was kept turns out to be lost, for nothing has been called yet. */
    private Opened open() {
        var session = sessions.session(server);
        try {
            if (session.answers()) {
                return new Opened(session, unchanged(session));
            }
            session.doubt();
        } catch (RuntimeException e) {
            session.doubt();
            if (Thread.currentThread().isInterrupted()) {
                // Nobody waits for it any more.
                throw e;
            }
        }
        var another = sessions.session(server);
        return new Opened(another, unchanged(another));
    }

    private boolean unchanged(McpSession session) {
        var takes = session.takes(tool.operation());
        var pinned = tool.pinned();
        return takes != null && (pinned == null || pinned.equals(takes));
    }

    private Attempt call(McpSession session, long nanos) throws InterruptedException {
        var answer = new CompletableFuture<Attempt>();
        var caller = Thread.ofVirtual()
                .name("tool-mcp-call")
                .start(() -> run(
                        answer, () -> McpAnswer.of(session.call(tool.operation(), members(), meta), errorsAreCertain)));
        try {
            // A program that ends never answers; there is no need to wait for that.
            var _ = CompletableFuture.anyOf(answer, session.lost()).get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
            return answer.isDone() ? answer.get() : new Attempt.Broken("the server ended while it was at work", false);
        } catch (TimeoutException e) {
            session.suspect();
            return new Attempt.Broken("no answer in time", true);
        } catch (ExecutionException e) {
            return failed(session, e.getCause() == null ? e : e.getCause());
        } finally {
            caller.interrupt();
        }
    }

    private Attempt failed(McpSession session, Throwable failure) {
        var error = find(failure, McpError.class);
        if (error != null) {
            return refused(error);
        }
        var refusal = find(failure, RefusedException.class);
        if (refusal != null) {
            return refused(session, refusal);
        }
        session.doubt();
        var unsent = GuardedHttp.unsent(failure);
        return unsent != null
                ? new Attempt.NotSent(unsent)
                : new Attempt.Broken("the connection broke (%s)".formatted(name(failure)), false);
    }

    /** A refusal is about this call alone; what else is under way on the session goes on. */
    private Attempt refused(McpSession session, RefusedException refusal) {
        var status = refusal.status();
        if (status == NOT_FOUND && refusal.inSession()) {
            session.doubt();
            // The server has been restarted and knows nothing of the session, so it has not looked at the call.
            return new Attempt.NotSent("the server does not know the session any more");
        }
        if (status == BAD_REQUEST && refusal.inSession() && !badBefore) {
            // Some servers say so of a session that they do not know; of a new one it is about the call.
            badBefore = true;
            session.doubt();
            return new Attempt.NotSent("the server does not accept the session, or the call");
        }
        return StatusMeaning.of(status, null, refusal.retryAfter());
    }

    private static Attempt refused(McpError error) {
        var rpc = error.getJsonRpcError();
        if (rpc != null && ProtocolLines.TOO_LONG.equals(rpc.message())) {
            return new Attempt.Unusable("it is longer than is ever read", null);
        }
        var told = rpc == null || rpc.message() == null ? null : Json.object().put("error", rpc.message());
        var code = rpc == null || rpc.code() == null ? 0 : rpc.code();
        return code == METHOD_NOT_FOUND || code == INVALID_PARAMS
                ? Attempt.Refused.firmly(Reasons.REJECTED, null, told)
                : new Attempt.Overloaded(null, told, true, null);
    }

    private Map<String, Object> members() {
        return Json.members(arguments);
    }

    /** What a task on a thread of its own came to. */
    private static <T> void run(CompletableFuture<T> result, java.util.function.Supplier<T> task) {
        try {
            result.complete(task.get());
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        var cause = failure;
        for (var depth = 0; depth < CAUSES && cause != null; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** The message may quote an address; its name does not. */
    private static String name(Throwable failure) {
        var cause = failure.getCause();
        return (cause == null ? failure : cause).getClass().getSimpleName();
    }
}
