package io.casebook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KnowledgeTest {
    private static final Set<String> KEYS =
            Set.of("id", "title", "topic", "visibility", "language", "valid_from", "valid_to");
    private final List<AgentFolder.Document> articles = AgentFolder.documents("knowledge");

    @Test
    void every_article_has_its_front_matter_and_an_id_of_its_own() {
        Set<String> ids = new TreeSet<>();
        for (AgentFolder.Document article : articles) {
            JsonNode front = article.front();
            assertThat(ids.add(front.path("id").asText()))
                    .as(article.path().toString())
                    .isTrue();
            assertThat(front.fieldNames()).toIterable().allMatch(KEYS::contains);
            assertThat(front.path("title").asText()).isNotBlank();
            assertThat(front.path("language").asText()).isEqualTo("en");
            assertThat(article.body()).startsWith("# ").contains("\n## ");
        }
    }

    @Test
    void there_is_something_for_customers_for_users_and_for_colleagues() {
        var byVisibility = articles.stream()
                .collect(Collectors.groupingBy(
                        article -> article.front().path("visibility").asText(), Collectors.counting()));

        assertThat(byVisibility.keySet()).containsExactlyInAnyOrder("public", "users", "internal");
        assertThat(byVisibility.get("public")).isGreaterThanOrEqualTo(22);
        assertThat(byVisibility.get("internal")).isGreaterThanOrEqualTo(5);
    }

    @Test
    void the_facts_of_articles_and_shop_are_the_same() {
        assertThat(article("return-policy").body()).contains("within " + RefundRule.WINDOW_DAYS + " days of delivery");
        assertThat(article("password-and-sign-in").body()).contains("works for 60 minutes");
        assertThat(article("gear-care-box").body()).contains("EUR 14.00 a month");
        assertThat(article("how-to-return").body()).contains("valid for 14 days");
        assertThat(article("shipping-times-and-costs").body()).contains("EUR 4.95", "free from EUR 75");
        assertThat(AgentFolder.yaml("tools.yaml")
                        .at("/tools/refund_order/approve")
                        .asText())
                .isEqualTo("args.amount > 100.0");
        assertThat(article("refunds").body()).contains("more than EUR 100");
    }

    @Test
    void scenarios_speak_of_procedures_and_tools_that_exist() {
        Set<String> tools = new TreeSet<>();
        AgentFolder.yaml("tools.yaml").path("tools").fieldNames().forEachRemaining(tools::add);
        Set<String> procedures = new TreeSet<>(Set.of("none"));
        AgentFolder.documents("procedures")
                .forEach(p -> procedures.add(p.front().path("id").asText()));

        List<JsonNode> scenarios = AgentFolder.scenarios();
        assertThat(scenarios).hasSizeBetween(5, 8);
        for (JsonNode turn :
                scenarios.stream().flatMap(s -> s.path("turns").valueStream()).toList()) {
            JsonNode expect = turn.path("expect");
            assertThat(turn.path("customer").asText()).isNotBlank();
            assertThat(Set.of("contains", "tool", "procedure", "handed_off")).containsAll(names(expect));
            assertThat(procedures).contains(expect.path("procedure").asText("none"));
            if (expect.has("tool")) {
                assertThat(tools).contains(expect.path("tool").asText());
            }
        }
    }

    private static List<String> names(JsonNode object) {
        return object.propertyStream().map(property -> property.getKey()).toList();
    }

    private AgentFolder.Document article(String id) {
        return articles.stream()
                .filter(article -> article.front().path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
