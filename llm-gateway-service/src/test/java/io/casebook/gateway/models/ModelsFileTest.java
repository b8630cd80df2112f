package io.casebook.gateway.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.casebook.vocabulary.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsFileTest {
    private static final String WHOLE = """
            # the models of this installation
            models:
              big:
                provider: openai
                base_url: "https://api.example.com/v1"
                model: some-model-large
                family: large
                api_key: "${env:MODEL_KEY}"
                headers: {X-Team: support, X-Token: "${env:TEAM_TOKEN}"}
                capabilities: [tools, json]
                prompt_cache: on
                hedge_after: 3s
                context: 128000
                max_output: 2000
                temperature: 0.2
                timeout: 20s
                limits: {requests_per_minute: 600, tokens_per_minute: 400_000}
                usd_per_million: {input: 2.5, cached: 1.25, output: 10}
              local: {base_url: "http://localhost:11434/v1", model: "small:3b"}
            """;

    private static String problems(String text) {
        var thrown = catchThrowableOfType(ModelsFileException.class, () -> ModelsFile.parse("models.yaml", text));
        assertThat(thrown).as("no problem was found in:%n%s", text).isNotNull();
        return String.valueOf(thrown.getMessage());
    }

    private static String model(String lines) {
        return "models:\n  big:\n    base_url: http://localhost/v1\n    model: m\n    " + lines.replace(";", "\n    ")
                + "\n";
    }

    @Test
    void every_key_of_a_model_is_read() throws ModelsFileException {
        var big = ModelsFile.parse("models.yaml", WHOLE).models().get("big");

        assertThat(big)
                .isEqualTo(new ModelSpec(
                        "big",
                        3,
                        Access.to(Provider.OPENAI, URI.create("https://api.example.com/v1")),
                        "some-model-large",
                        "large",
                        new Secret.InEnvironment("MODEL_KEY"),
                        Map.of(
                                "X-Team",
                                new Secret.Plain("support"),
                                "X-Token",
                                new Secret.InEnvironment("TEAM_TOKEN")),
                        Set.of(Capability.TOOLS, Capability.JSON),
                        true,
                        128_000,
                        2000,
                        0.2,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(3),
                        new ModelLimits(600, 400_000, null),
                        new Prices(new BigDecimal("2.5"), new BigDecimal("1.25"), new BigDecimal("10"))));
    }

    @Test
    void a_model_needs_no_more_than_its_place_and_name() throws ModelsFileException {
        var local = ModelsFile.parse("models.yaml", WHOLE).models().get("local");

        assertThat(local).isNotNull();
        assertThat(local.apiKey()).isNull();
        assertThat(local.timeout()).isEqualTo(ModelSpec.DEFAULT_TIMEOUT);
        assertThat(local.limits()).isEqualTo(ModelLimits.NONE);
    }

    @Test
    void a_missing_variable_is_no_mistake_of_the_file_and_makes_only_its_own_model_unusable()
            throws ModelsFileException {
        var file = ModelsFile.parse("models.yaml", WHOLE);

        assertThat(file.unusable(name -> null))
                .containsOnlyKeys("big")
                .hasEntrySatisfying("big", reason -> assertThat(reason).contains("MODEL_KEY", "is not set"));
        assertThat(file.unusable(name -> "x")).isEmpty();
    }

    @Test
    void a_key_can_lie_in_a_file(@TempDir Path folder) throws IOException, ModelsFileException {
        var key = Files.writeString(folder.resolve("key"), "sk-1\n");
        var file = ModelsFile.parse("models.yaml", model("api_key: \"${file:" + key + "}\""));

        assertThat(file.unusable(name -> null)).isEmpty();
        Files.delete(key);
        assertThat(file.unusable(name -> null).get("big")).contains(key.toString(), "cannot be read");
    }

    @Test
    void a_key_with_a_line_break_is_unusable_and_not_shown() throws ModelsFileException {
        var file = ModelsFile.parse("models.yaml", model("api_key: \"${env:MODEL_KEY}\""));

        assertThat(file.unusable(name -> "sk-1\nsk-2").get("big"))
                .contains("MODEL_KEY", "line break")
                .doesNotContain("sk-");
    }

    @Test
    void a_found_secret_does_not_show_itself() {
        var secret = new Secret.InEnvironment("MODEL_KEY").value(name -> "sk-1234");

        assertThat(secret).hasToString("Found[hidden]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api_key: sk-12345678                    | models.yaml:5: error: a key must not stand in this file | ${env:NAME}",
                "modle: x                                | models.yaml:5: error: unknown key modle                 | did you mean model?",
                "provider: antropic                      | models.yaml:5: error: the provider antropic             | anthropic",
                "provider: antropic                      | models.yaml:5: error: the provider antropic             | chat completions",
                "region: eu-central-1                    | models.yaml:5: error: unknown key region                | there are",
                "capabilities: [tols]                    | models.yaml:5: error: the capability tols               | tools, json",
                "capabilities: tools                     | models.yaml:5: error: capabilities must be a list       | [one, two]",
                "prompt_cache: maybe                     | models.yaml:5: error: prompt_cache must be on or off    | write on",
                "hedge_after: soon                       | models.yaml:5: error: hedge_after must be a duration    | 30s",
                "context: many                           | models.yaml:5: error: context must be a whole number    | 256",
                "temperature: 3                          | models.yaml:5: error: temperature must lie between      | 2",
                "timeout: 20                             | models.yaml:5: error: timeout must be a duration        | 30s",
                "limits: {requests: 5}                   | models.yaml:5: error: unknown key requests              | requests_per_minute",
                "limits: 5                               | models.yaml:5: error: limits must be a mapping          | key: value",
                "usd_per_million: {input: cheap}         | models.yaml:5: error: input must be a number            | 2.5",
                "headers: {'a b': c}                     | models.yaml:5: error: not the name of a header          | letters",
                "headers: {Authorization: Bearer abc}    | models.yaml:5: error: a key must not stand in this file | ${env:NAME}",
                "model: again                            | models.yaml:5: error: the key model stands here a second time | remove",
            })
    void a_mistake_is_told_with_its_line_and_what_to_do(String line, String message, String hint) {
        assertThat(problems(model(line))).contains(message, hint).doesNotContain("sk-12345678");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://x/v1             | must be an http or https address",
                "not an address         | is not an address",
                "http://user:pw@host/v1 | must not hold a user",
                "https://host/v1?key=1  | must not hold a user, a query",
                "/v1                    | must be an http or https address",
            })
    void an_address_that_cannot_be_called_is_told(String address, String message) {
        assertThat(problems("models:\n  big:\n    model: m\n    base_url: \"" + address + "\"\n"))
                .contains("models.yaml:4: error:", message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                  | the file is empty",
                "a: [                                | not YAML",
                "just text                           | the file must be a mapping",
                "model: {}                           | unknown key model",
                "models: []                          | models must be a mapping",
                "models: {big: }                     | the model big says nothing",
                "models: {big: 5}                    | the model big must be a mapping",
                "models: {big: {}}                   | base_url is missing",
                "models: {builtin: {model: x}}       | the name builtin is taken",
                "models: {'a b': {model: x}}         | a model's name has",
                "models: &a {big: *a}                | not YAML",
            })
    void a_file_of_another_shape_is_told(String text, String message) {
        assertThat(problems(text)).contains("models.yaml:1: error: ", message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "provider: anthropic, model: m                                                      | ANTHROPIC",
                "provider: gemini, model: m                                                         | GEMINI",
                "provider: ollama, model: m                                                         | OLLAMA",
                "provider: bedrock, model: m, region: eu-central-1                                  | BEDROCK",
                "provider: azure, base_url: 'https://r.example.com', deployment: d                  | AZURE",
                "provider: azure, base_url: 'https://r.example.com', deployment: d, api_version: 2024-10-21 | AZURE",
            })
    void each_provider_has_keys_of_its_own(String keys, Provider provider) throws ModelsFileException {
        var spec = ModelsFile.parse("models.yaml", "models: {big: {" + keys + "}}")
                .models()
                .get("big");

        assertThat(spec).isNotNull();
        assertThat(spec.access().provider()).isEqualTo(provider);
        assertThat(spec.can(Capability.TOOLS)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "provider: bedrock, model: m                                      | region is missing",
                "provider: bedrock, model: m, region: Frankfurt                   | region must be a region such as eu-central-1",
                "provider: azure, deployment: d                                   | base_url is missing",
                "provider: azure, base_url: 'https://r.example.com'               | deployment is missing",
                "provider: azure, base_url: 'https://r.e.com', deployment: a/b    | deployment must be the name of a deployment",
                "provider: azure, base_url: 'https://r.e.com', deployment: d, api_version: new | api_version must be a version",
                "provider: anthropic, model: m, deployment: d                     | unknown key deployment",
                "provider: gemini                                                 | model is missing",
            })
    void what_a_provider_needs_and_what_is_not_its_own_is_told(String keys, String message) {
        assertThat(problems("models:\n  big: {" + keys + "}\n")).contains("models.yaml:2: error: ", message);
    }

    @Test
    void every_mistake_is_told_at_once() {
        assertThat(problems("models:\n  a: {model: m}\n  b: {base_url: 'http://h/v1'}\n")
                        .lines())
                .hasSize(2);
    }

    @Test
    void a_file_that_is_not_there_says_which_setting_names_it(@TempDir Path folder) {
        var thrown =
                catchThrowableOfType(ModelsFileException.class, () -> ModelsFile.parse(folder.resolve("models.yaml")));

        assertThat(thrown.getMessage()).contains("there is no such file", "casebook.models");
    }

    @Test
    void a_price_counts_cached_tokens_apart_and_never_below_nothing() {
        var prices = new Prices(new BigDecimal("2.5"), new BigDecimal("1.25"), new BigDecimal("10"));

        assertThat(prices.usage(1000, 400, 20, Instant.now())).isEqualTo(new Usage(1000, 400, 20, 2200));
        assertThat(prices.usage(100, 500, -3, Instant.now())).isEqualTo(new Usage(100, 100, 0, 125));
        assertThat(Prices.FREE.usage(5, 0, 5, Instant.now()).usdMicros()).isZero();
    }
}
