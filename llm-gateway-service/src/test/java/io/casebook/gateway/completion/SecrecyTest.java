package io.casebook.gateway.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.gateway.ModelDouble;
import io.casebook.gateway.Requests;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever goes right or wrong, neither the key nor anything the customer said is logged or told in a fault. */
class SecrecyTest {
    private static final String SECRET = "my mother's maiden name is Zwetschgenkern";
    private static final String WORD = "Zwetschgenkern";

    /** Everything that the gateway is made of, as talkative as it can be. */
    private static final List<String> LOUD =
            List.of("io.casebook", "dev.langchain4j", "jdk.httpclient", "com.networknt");

    private final Logger root = Logger.getLogger("");
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(new SimpleFormatter().format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private Handler[] console = {};

    @BeforeEach
    void listen() {
        handler.setLevel(Level.ALL);
        console = root.getHandlers();
        for (var other : console) {
            root.removeHandler(other);
        }
        root.addHandler(handler);
        LOUD.forEach(name -> Logger.getLogger(name).setLevel(Level.ALL));
    }

    @AfterEach
    void stopListening() {
        LOUD.forEach(name -> Logger.getLogger(name).setLevel(null));
        root.removeHandler(handler);
        for (var other : console) {
            root.addHandler(other);
        }
    }

    @Test
    void neither_the_key_nor_the_customers_words_are_logged_or_told() {
        var answers = List.of(
                ModelDouble.says("Your mother's name is " + WORD),
                ModelDouble.fails(
                        400, "{\"error\":{\"message\":\"bad text: " + WORD + " " + Gateway.KEY + "\"}}", Map.of()),
                ModelDouble.fails(401, Gateway.KEY, Map.of()),
                ModelDouble.fails(429, WORD, Map.of("Retry-After", "100")),
                ModelDouble.fails(503, WORD, Map.of()),
                ModelDouble.raw(200, "text/html", "<html>" + WORD + "</html>"),
                ModelDouble.json(200, "{\"choices\":\"" + WORD + "\"}"),
                ModelDouble.json(200, "{\"choices\": [{\"message\": " + WORD),
                ModelDouble.calls("get_order", "{\"order_id\":\"" + WORD + "\"}"),
                ModelDouble.calls("get_order", "{\"" + WORD),
                ModelDouble.calls(WORD, "{}"),
                ModelDouble.drops());
        for (var answer : answers) {
            try (var endpoint = new ModelDouble(answer);
                    var gateway = new Gateway()) {
                var request = Requests.reason(SECRET, "big")
                        .withDeadlineAt(Instant.now().plusSeconds(5))
                        .withResources(Map.of("customer", Personal.text("{\"name\":\"" + WORD + "\"}")))
                        .withPassages(List.of(Requests.passage("a", "Title", WORD, Visibility.PUBLIC)));
                var result = gateway.model("big", endpoint).answer(request);

                assertThat(result.rejected().toString()).doesNotContain(WORD, Gateway.KEY);
                if (result.outcome() instanceof io.casebook.vocabulary.llm.CompletionFault fault) {
                    assertThat(fault.detail()).doesNotContain(WORD, Gateway.KEY);
                }
            }
        }

        assertThat(logged).isNotEmpty().allSatisfy(line -> assertThat(line).doesNotContain(WORD, Gateway.KEY));
    }
}
