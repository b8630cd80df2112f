package io.casebook.ingress.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** A company's own system that receives webhooks. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Call> answer = _ -> 204;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/hook", this::receive);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/hook");
    }

    /** From now on answers with this status. */
    void answers(ToIntFunction<Call> status) {
        answer = status;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The calls that were answered with success. */
    List<Call> received() {
        return calls.stream().filter(call -> call.status() < 300).toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        var asked = new Call(body, headers.getFirst("X-Test-Signature"), headers.getFirst("Content-Type"), 0);
        var status = answer.applyAsInt(asked);
        calls.add(new Call(body, asked.signature(), asked.contentType(), status));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** One call. */
    record Call(String body, String signature, String contentType, int status) {}
}
