package io.casebook.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Between HTTP and the desks: reads a request within its limits, and writes the reply or the problem. */
final class Wire implements HttpHandler {
    static final int LARGEST_BODY = 64 * 1024;
    /** How much of a body that is too large is still read, so that the client gets to see the answer. */
    private static final int DRAINED = 1024 * 1024;

    private static final Logger LOG = System.getLogger(Wire.class.getName());
    private final Router router;

    Wire(Router router) {
        this.router = router;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            write(exchange, reply(exchange));
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        try {
            String method = exchange.getRequestMethod();
            Router.Match match = router.match(method, exchange.getRequestURI());
            Request request = new Request(
                    method,
                    exchange.getRequestURI(),
                    match.parts(),
                    header(exchange, Request.CUSTOMER_HEADER),
                    header(exchange, Request.IDEMPOTENCY_HEADER),
                    method.equals("GET") ? "" : body(exchange));
            return match.route().handler().answer(request);
        } catch (Problem problem) {
            return problem.reply();
        } catch (RuntimeException e) {
            // The path may hold a customer id, so only the kind of failure is logged.
            LOG.log(Level.ERROR, "shop.request.failed", e);
            return Problem.internal("The shop failed to answer: its log says why")
                    .reply();
        }
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).map(String::strip);
    }

    private static String body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] bytes = in.readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            drain(in);
            exchange.getResponseHeaders().set("Connection", "close");
            throw Problem.tooLarge("body: at most " + LARGEST_BODY + " bytes");
        }
        String type =
                header(exchange, "Content-Type").orElse("application/json").toLowerCase(Locale.ROOT);
        if (bytes.length > 0 && !type.startsWith("application/json")) {
            throw Problem.unsupportedType("Content-Type: expected application/json");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.invalid("body: not valid UTF-8");
        }
    }

    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[8192];
        int left = DRAINED;
        for (int read = in.read(buffer); read > 0 && left > 0; read = in.read(buffer)) {
            left -= read;
        }
    }

    private static void write(HttpExchange exchange, Reply reply) throws IOException {
        byte[] bytes = Json.MAPPER.writeValueAsBytes(reply.body());
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(reply.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
