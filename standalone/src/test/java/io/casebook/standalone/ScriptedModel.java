package io.casebook.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A model behind the chat completions protocol, whose answers depend on what it is asked. */
final class ScriptedModel implements AutoCloseable {
    /** What a model says that is out of order. */
    static final String OUT_OF_ORDER = "";

    private final HttpServer server;

    /** The script: from the body of a request to the message of the answer, as the inside of a JSON object. */
    ScriptedModel(UnaryOperator<String> script) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", exchange -> answer(exchange, script));
        server.start();
    }

    /** Its base address. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** A message that says something. */
    static String says(String text) {
        return "\"content\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** A message that calls a tool with one argument. */
    static String calls(String tool, String argument, String text) {
        return """
                "content":null,"tool_calls":[{"id":"%s","type":"function","function":{"name":"%s","arguments":"{\\"%s\\":\\"%s\\"}"}}]""".formatted(tool, tool, argument, text);
    }

    private static void answer(HttpExchange exchange, UnaryOperator<String> script) throws IOException {
        try (exchange) {
            var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var message = script.apply(asked);
            var body = """
                    {"id":"c","object":"chat.completion","created":1,"model":"big",
                     "choices":[{"index":0,"message":{"role":"assistant",%s},"finish_reason":"stop"}],
                     "usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120}}
                    """.formatted(message).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(message.equals(OUT_OF_ORDER) ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
