package io.casebook.gateway.trial;

import static io.casebook.gateway.ModelDouble.calls;
import static io.casebook.gateway.ModelDouble.fails;
import static io.casebook.gateway.ModelDouble.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.gateway.ModelDouble;
import io.casebook.gateway.models.ModelSpec;
import io.casebook.gateway.models.ModelsFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ModelTrialsTest {
    private static final ModelDouble.Answer JSON = says(
            "{\"intents\":[{\"intent\":\"refund\",\"confidence\":0.9}],\"language\":\"en\",\"language_confidence\":1}");

    private static ModelReport tried(ModelDouble endpoint) {
        var file = new ModelsFile(Map.of("big", ModelSpec.at("big", endpoint.url(), "m")));
        try (var trials = new ModelTrials(file, name -> null, Duration.ofSeconds(10))) {
            return trials.run(List.of(), report -> {}).getFirst();
        }
    }

    private static ModelReport.Finding finding(ModelReport report, Trial trial) {
        return Objects.requireNonNull(report.findings().get(trial));
    }

    @Test
    void a_model_that_does_all_of_it_works() {
        try (var endpoint = new ModelDouble(says("Hello!"), calls("get_order", "{\"order_id\":\"1001\"}"), JSON)) {
            var report = tried(endpoint);

            assertThat(report.works()).isTrue();
            assertThat(finding(report, Trial.TEXT).inputTokens()).isEqualTo(1000);
            assertThat(endpoint.asked()).isEqualTo(3);
            assertThat(endpoint.body(1)).contains("get_order");
        }
    }

    @Test
    void what_a_model_cannot_do_is_said_and_the_rest_is_tried_all_the_same() {
        try (var endpoint = new ModelDouble(says("Hello!"), says("It was delivered."), says("no JSON"))) {
            var report = tried(endpoint);

            assertThat(report.works()).isFalse();
            assertThat(finding(report, Trial.TEXT).works()).isTrue();
            assertThat(finding(report, Trial.TOOLS).problem()).contains("did not call get_order");
            assertThat(finding(report, Trial.JSON).problem()).startsWith("rejected");
        }
    }

    @Test
    void a_model_that_needs_to_be_asked_again_works_and_it_is_said() {
        try (var endpoint =
                new ModelDouble(says(""), says("Hello!"), calls("get_order", "{\"order_id\":\"1001\"}"), JSON)) {
            var report = tried(endpoint);

            assertThat(report.works()).isTrue();
            assertThat(finding(report, Trial.TEXT).problem()).isEqualTo("only when asked again (empty)");
        }
    }

    @Test
    void an_endpoint_that_refuses_is_reported_with_what_to_do() {
        try (var endpoint = new ModelDouble(fails(401))) {
            assertThat(tried(endpoint).findings().values())
                    .allSatisfy(finding -> assertThat(finding.problem()).contains("unauthenticated", "key"));
        }
    }

    @Test
    void only_the_models_that_are_named_are_tried_and_each_report_comes_as_it_is_done() {
        try (var endpoint = new ModelDouble(says("Hello!"))) {
            var file = new ModelsFile(Map.of(
                    "one", ModelSpec.at("one", endpoint.url(), "m"), "two", ModelSpec.at("two", endpoint.url(), "m")));
            var told = new ArrayList<String>();
            try (var trials = new ModelTrials(file, name -> null, Duration.ofSeconds(10))) {
                trials.run(List.of("two"), report -> told.add(report.spec().name()));
            }

            assertThat(told).containsExactly("two");
        }
    }
}
