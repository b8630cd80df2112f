package io.casebook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProceduresTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+(?:\\.[a-z_]+)*)}");
    private static final Pattern READ_BY_CONDITION = Pattern.compile("\\b([a-z_]+(?:\\.[a-z_]+)+)(?![a-z_(])");

    static Stream<AgentFolder.Document> procedures() {
        return AgentFolder.documents("procedures").stream();
    }

    private static AgentFolder.Document procedure(String id) {
        return procedures()
                .filter(p -> p.front().path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void a_procedure_has_enough_examples_and_calls_only_tools_that_it_names(AgentFolder.Document procedure) {
        JsonNode front = procedure.front();
        Set<String> named = texts(front.path("tools"));

        assertThat(procedure.path().getFileName()).hasToString(front.path("id").asText() + ".md");
        assertThat(front.path("examples").size()).isGreaterThanOrEqualTo(12);
        assertThat(named).containsAll(AgentFolder.results(procedure).values());
        AgentFolder.yaml("tools.yaml").path("tools").fieldNames().forEachRemaining(named::remove);
        assertThat(named).as("tools that tools.yaml does not have").isEmpty();
        Set<String> targets = new TreeSet<>();
        AgentFolder.yaml("agent.yaml")
                .path("hand_off")
                .path("targets")
                .fieldNames()
                .forEachRemaining(targets::add);
        assertThat(targets).contains(front.path("hand_off").asText());
    }

    @Test
    void no_example_belongs_to_two_procedures() {
        List<String> examples = new ArrayList<>();
        procedures()
                .forEach(procedure -> procedure
                        .front()
                        .path("examples")
                        .forEach(e -> examples.add(e.asText().toLowerCase(Locale.ROOT))));

        assertThat(examples).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void whatever_a_procedure_says_or_asks_the_shop_has_it(AgentFolder.Document procedure, @TempDir Path folder)
            throws Exception {
        Map<String, List<JsonNode>> answers = answers(folder);
        Map<String, String> results = AgentFolder.results(procedure);
        Set<String> slots = new HashSet<>();
        AgentFolder.steps(procedure).forEach(step -> {
            slots.add(step.path("ask").path("slot").asText());
            slots.add(step.path("confirm").path("slot").asText());
        });

        for (String path : read(procedure)) {
            String[] parts = path.split("\\.", 2);
            if (parts.length == 1 || !results.containsKey(parts[0])) {
                assertThat(slots).as(procedure.path() + ": " + path).contains(parts[0]);
                continue;
            }
            String pointer = "/" + parts[1].replace('.', '/');
            assertThat(answers.getOrDefault(results.get(parts[0]), List.of()))
                    .as(procedure.path() + ": " + path)
                    .anyMatch(answer -> !answer.at(pointer).isMissingNode()
                            && !answer.at(pointer).isNull());
        }
    }

    /** Everything in braces, and everything with a dot in a condition. */
    private static Set<String> read(AgentFolder.Document procedure) {
        Set<String> paths = new TreeSet<>();
        for (JsonNode step : AgentFolder.steps(procedure)) {
            Stream.of("ask", "confirm", "call", "handoff").map(step::path).forEach(node -> {
                addAll(paths, PLACEHOLDER, node.path("text").asText());
                addAll(paths, PLACEHOLDER, node.path("invalid").asText());
                addAll(paths, PLACEHOLDER, node.path("note").asText());
                addAll(paths, PLACEHOLDER, node.path("with").toString());
            });
            addAll(paths, PLACEHOLDER, step.path("say").asText());
            String condition = step.path("if").path("when").asText().replaceAll("'[^']*'", "''");
            addAll(paths, READ_BY_CONDITION, condition.replaceAll("\\.matches\\(", "  ("));
        }
        return paths;
    }

    private static void addAll(Set<String> paths, Pattern pattern, String text) {
        pattern.matcher(text).results().map((MatchResult m) -> m.group(1)).forEach(paths::add);
    }

    /** What the shop answers to each tool, for orders in every state. */
    private static Map<String, List<JsonNode>> answers(Path folder) throws Exception {
        Map<String, List<JsonNode>> answers = new TreeMap<>();
        try (TestShop shop = TestShop.in(folder)) {
            List<JsonNode> orders = new ArrayList<>();
            for (int id = 1001; id <= 1010; id++) {
                orders.add(shop.get("/orders/" + id).body());
            }
            answers.put("get_order", orders);
            answers.put(
                    "refund_order",
                    List.of(shop.post("/orders/1002/refunds", "{\"amount\": 20}")
                            .body()));
            answers.put(
                    "create_return_label",
                    List.of(shop.post("/orders/1002/return-labels", "").body()));
            answers.put("search_products", List.of(shop.get("/products?q=tent").body()));
            String account = "/customers/customer-demo";
            answers.put(
                    "get_subscription",
                    List.of(shop.get(account + "/subscription").body()));
            answers.put(
                    "cancel_subscription",
                    List.of(shop.send("DELETE", account + "/subscription", "").body()));
            answers.put(
                    "send_password_reset",
                    List.of(shop.post(account + "/password-resets", "").body()));
            String address = "{\"address\": \"Mill Lane 7, 2611 CR Delft, Netherlands\"}";
            answers.put(
                    "change_address",
                    List.of(shop.send("PUT", account + "/address", address).body()));
            answers.put(
                    "cancel_order",
                    List.of(shop.post("/orders/1004/cancellation", "").body()));
        }
        return answers;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order_status | order_id | Where is my order 1001? | 1001",
                "order_status | order_id | it's #1002. | 1002",
                "order_status | order_id | I ordered on 12-03-2026 |",
                "order_status | order_id | my phone is 0612345678 |",
                "refund | order_id | refund 45.50 of order 1006 | 1006",
                "refund | amount | refund 45.50 of order 1006 | 45.50",
                "refund | amount | I want 500 back for order 1002 | 500",
                "refund | amount | €45 please | 45",
                "refund | amount | 1200.00 | 1200.00",
                "refund | amount | all | all",
                "refund | amount | All of it, please. |",
                "refund | amount | all of it please | all",
                "refund | amount | Refund me the full amount please | full",
                "refund | amount | I waited all week for order 1002, refund it |",
                "refund | amount | I bought it 12 days ago |",
                "refund | amount | refund order 1002 |",
                "refund | amount | 45,50 |",
                "change_address | address | Canal Street 12, 3511 AB Utrecht, Netherlands | Canal Street 12, 3511 AB Utrecht, Netherlands",
                "change_address | address | Please change my address to 7 Mill Lane, 2611 CR Delft, Netherlands | 7 Mill Lane, 2611 CR Delft, Netherlands",
                "change_address | address | New address: Lindenweg 4b, 50667 Cologne, Germany. Thanks | Lindenweg 4b, 50667 Cologne, Germany",
                "change_address | address | I moved, please change my address, thanks |",
                "change_address | address | order 1004 must go to my office, not home, please |",
                "product_availability | product | Do you have the Fell 2 tent in stock? | Fell 2",
                "product_availability | product | Do you sell headlamps? | headlamps",
                "product_availability | product | Do you have kayaks? |"
            })
    void a_slot_takes_what_is_meant_from_a_message_and_nothing_else(
            String procedure, String slot, String message, @Nullable String value) {
        Pattern pattern = AgentFolder.steps(procedure(procedure)).stream()
                .map(step -> step.path("ask"))
                .filter(ask -> ask.path("slot").asText().equals(slot))
                .map(ask -> Pattern.compile(ask.path("pattern").asText()))
                .findFirst()
                .orElseThrow();
        Matcher matcher = pattern.matcher(message);

        assertThat(matcher.find() ? matcher.group(1) : null).isEqualTo(value);
    }
}
