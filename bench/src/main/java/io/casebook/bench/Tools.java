package io.casebook.bench;

import io.casebook.platform.definition.DefinitionFiles;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What the tool service adds to a call beyond the tool's own time: by the API, through the topics from the written request to
 * the result that is read, and in the service alone, by its own clock; how many slow calls it has under way at once; and how long an agent with a thousand tools takes to be
 * of use.
 */
final class Tools {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final int SLOW_CALLS = 300;
    private static final int MANY = 1_000;
    private static final int CONVERSATIONS = 64;

    /** How many conditions are not the same as another. */
    private static final int DIFFERENT = 100;

    private final ToolEndpoint endpoint;
    private final String url;
    private final Figures figures;
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<ToolCallResult> results = new LinkedBlockingQueue<>();
    private final ServiceClock clock;

    private Tools(ToolEndpoint endpoint, String url, Figures figures) {
        this.endpoint = endpoint;
        this.url = url;
        this.figures = figures;
        this.clock = new ServiceClock(http, url);
    }

    static void run(Product.Home home, Figures figures, boolean quick) throws Exception {
        try (var endpoint = new ToolEndpoint();
                var product = Product.start(home, Product.Start.fresh(java.util.List.of(), Map.of()))) {
            var bench = new Tools(endpoint, product.url(), figures);
            try (var topics = new ToolTopics(product.kafka(), bench.results::add)) {
                var calls = quick ? 2_000 : 10_000;
                var agent = topics.publish("tools-bench", bench.agent("tools-bench", 0));
                bench.awaitTool("tools-bench", "look");
                bench.openConversations();
                Figures.say("warming up");
                bench.byApi("look", calls / 2);
                bench.byApi("change", calls / 2);
                Figures.say("%d calls, one after the other".formatted(calls));
                bench.print("overhead", bench.byApi("look", calls), Map.of("calls", calls, "effect", "read"));
                bench.print("write_overhead", bench.byApi("change", calls), Map.of("calls", calls, "effect", "write"));
                bench.measureTopics(topics, agent, Asked.READ, "overhead", calls);
                bench.measureTopics(topics, agent, Asked.WRITE, "write_overhead", calls);
                bench.manySlow(topics, agent);
                bench.load(topics);
            }
        }
    }

    /** The conversations that calls are made for: a result for one that was never opened would be a dead letter. */
    private void openConversations() throws Exception {
        for (var i = 0; i < CONVERSATIONS; i++) {
            var body = "{\"id\":\"%s\",\"customer_id\":\"customer-1\",\"channel\":\"web\"}".formatted(conversation(i));
            var opened = http.send(request("/v1/conversations", body).build(), BodyHandlers.ofString());
            if (opened.statusCode() / 100 != 2) {
                throw new IllegalStateException("a conversation was not opened: " + opened.body());
            }
        }
    }

    private static String conversation(int call) {
        return "tools-" + call % CONVERSATIONS;
    }

    private HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer local")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private DefinitionFiles agent(String id, int more) {
        var tools = new StringBuilder("tools:\n");
        tools.append(tool("look", "read", "GET", "fast"));
        tools.append(tool("change", "write", "POST", "fast"));
        tools.append(tool("wait", "read", "GET", "slow"));
        for (var i = 0; i < more; i++) {
            // As in a large installation: conditions everywhere, some the same, some different.
            tools.append(tool("look_" + i, "read", "GET", "fast"))
                    .append("    requires: \"customer.id != ''\"\n")
                    .append("    approve: \"args.order_id == 'order %d'\"\n".formatted(i % DIFFERENT));
        }
        return new DefinitionFiles(Map.of(
                "agent.yaml",
                "id: %s\nlanguages: [en]\ninstructions: Look orders up.\ntools: all\nknowledge: off\n".formatted(id),
                "tools.yaml",
                tools.toString()));
    }

    private String tool(String name, String effect, String method, String path) {
        return """
                  %s:
                    description: Look an order up, or wait for it.
                    effect: %s
                    bind: {customer_id: $customer.id}
                    parameters: {type: object, required: [order_id], properties: {order_id: {type: string, maxLength: 100}}}
                    http: {method: %s, url: "%s/%s/{order_id}"}
                    idempotency_header: Idempotency-Key
                """.formatted(name, effect, method, endpoint.url(), path);
    }

    /** The time beyond the tool's own, call for call, in nanoseconds. */
    private Histogram byApi(String tool, int calls) throws Exception {
        var histogram = new Histogram(LONGEST_NANOS, 3);
        for (var i = 0; i < calls; i++) {
            var name = tool + "-" + System.nanoTime();
            var begun = System.nanoTime();
            var answer = call("tools-bench", tool, name);
            var taken = System.nanoTime() - begun;
            if (!answer.contains("\"succeeded\"")) {
                throw new IllegalStateException("a call did not succeed: " + answer);
            }
            histogram.recordValue(Math.max(0, taken - endpoint.nanos(name)));
        }
        return histogram;
    }

    private String call(String agent, String tool, String order) throws Exception {
        var body = "{\"arguments\":{\"order_id\":\"%s\"},\"customer_id\":\"customer-1\"}".formatted(order);
        var request = request("/v1/tools/%s/execute?agent=%s".formatted(tool, agent), body)
                .header("X-Casebook-Confirm", "execute")
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    /** From the written request to the result that is read, beyond the tool's own time, in nanoseconds. */
    private Histogram throughTopics(ToolTopics topics, DefinitionRef agent, Asked asked, int calls)
            throws InterruptedException {
        var histogram = new Histogram(LONGEST_NANOS, 3);
        for (var i = 0; i < calls; i++) {
            var begun = System.nanoTime();
            var id = ask(topics, agent, asked, i);
            histogram.recordValue(Math.max(0, System.nanoTime() - begun - endpoint.nanos(id)));
        }
        return histogram;
    }

    /** In the service, from the request at its worker to the result that it writes, beyond the tool's own time, in nanoseconds. */
    private Histogram inService(ToolTopics topics, DefinitionRef agent, Asked asked, int calls) throws Exception {
        var histogram = new Histogram(LONGEST_NANOS, 3);
        var before = clock.nanos(asked.tool());
        for (var i = 0; i < calls; i++) {
            var id = ask(topics, agent, asked, i);
            var after = clock.nanos(asked.tool());
            histogram.recordValue(Math.max(0, after - before - endpoint.nanos(id)));
            before = after;
        }
        return histogram;
    }

    /** Asks for a call on the topic and reads what came of it. */
    private String ask(ToolTopics topics, DefinitionRef agent, Asked asked, int call) throws InterruptedException {
        var id = "topic-" + System.nanoTime();
        topics.ask(agent, asked.tool(), asked.effect(), id, conversation(call));
        var _ = result();
        return id;
    }

    /** Which tool is asked for, and what it does. */
    private record Asked(String tool, ToolEffect effect) {
        static final Asked READ = new Asked("look", ToolEffect.READ);
        static final Asked WRITE = new Asked("change", ToolEffect.WRITE);

        Map<String, ?> settings(int calls) {
            return Map.of("calls", calls, "effect", effect.name());
        }
    }

    private void measureTopics(ToolTopics topics, DefinitionRef agent, Asked asked, String metric, int calls)
            throws Exception {
        throughTopics(topics, agent, asked, calls / 10);
        print("topic_" + metric, throughTopics(topics, agent, asked, calls), asked.settings(calls));
        print("service_" + metric, inService(topics, agent, asked, calls / 4), asked.settings(calls / 4));
    }

    private void manySlow(ToolTopics topics, DefinitionRef agent) throws InterruptedException {
        Figures.say("%d slow calls at once".formatted(SLOW_CALLS));
        var begun = System.nanoTime();
        for (var i = 0; i < SLOW_CALLS; i++) {
            topics.ask(agent, "wait", ToolEffect.READ, "slow-" + i, conversation(i));
        }
        for (var i = 0; i < SLOW_CALLS; i++) {
            var _ = result();
        }
        var settings = Map.of("calls", SLOW_CALLS, "tool_s", ToolEndpoint.SLOW.toSeconds());
        figures.print("calls_in_flight", endpoint.most(), "calls", settings);
        figures.print("slow_calls_s", (System.nanoTime() - begun) / NANOS_PER_SECOND, "s", settings);
    }

    /** From the published version to the answer of its last tool. */
    private void load(ToolTopics topics) throws Exception {
        var files = agent("many-tools", MANY);
        var begun = System.nanoTime();
        topics.publish("many-tools", files);
        awaitTool("many-tools", "look_" + (MANY - 1));
        figures.print(
                "load_1000_tools_s", (System.nanoTime() - begun) / NANOS_PER_SECOND, "s", Map.of("tools", MANY + 3));
    }

    private void awaitTool(String agent, String tool) throws Exception {
        var limit = System.nanoTime() + LONGEST_NANOS;
        while (!call(agent, tool, "first").contains("\"succeeded\"")) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("the agent %s does not call %s".formatted(agent, tool));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private ToolCallResult result() throws InterruptedException {
        var result = results.poll(30, TimeUnit.SECONDS);
        if (result == null || !(result.outcome() instanceof ToolSuccess)) {
            throw new IllegalStateException(
                    "a call did not succeed: " + (result == null ? "no result" : result.outcome()));
        }
        return result;
    }

    private void print(String metric, Histogram histogram, Map<String, ?> settings) {
        figures.print(metric + "_p50_ms", histogram.getValueAtPercentile(50) / NANOS_PER_MILLI, "ms", settings);
        figures.print(metric + "_p99_ms", histogram.getValueAtPercentile(99) / NANOS_PER_MILLI, "ms", settings);
    }
}
