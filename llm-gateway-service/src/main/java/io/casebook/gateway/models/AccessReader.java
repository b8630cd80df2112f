package io.casebook.gateway.models;

import io.casebook.platform.definition.expression.Spelling;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how a model is reached; each provider has its own keys, and those of another are unknown keys. */
final class AccessReader {
    private static final Pattern REGION = Pattern.compile("[a-z]{2,3}(-[a-z0-9]+){1,4}");
    private static final Pattern DEPLOYMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(-preview)?");

    private AccessReader() {}

    /** How the model of a block is reached; null, and a problem, where that cannot be told. */
    static @Nullable Access read(YamlBlock block) {
        var provider = provider(block);
        if (provider == null) {
            // Whose keys the others are is not known, so none of them is called unknown.
            block.keys().forEach(block::node);
            return null;
        }
        return switch (provider) {
            case OPENAI -> {
                var url = baseUrl(block, true, "for example https://api.example.com/v1");
                yield url == null ? null : Access.to(provider, url);
            }
            case AZURE -> azure(block);
            case BEDROCK -> bedrock(block);
            case ANTHROPIC ->
                new Access(provider, baseUrl(block, false, "leave it out for Anthropic's own"), null, null, null);
            case GEMINI ->
                new Access(provider, baseUrl(block, false, "leave it out for Google's own"), null, null, null);
            case OLLAMA ->
                new Access(
                        provider, baseUrl(block, false, "leave it out for http://localhost:11434"), null, null, null);
        };
    }

    private static @Nullable Provider provider(YamlBlock block) {
        var text = block.text("provider");
        if (text == null) {
            return Provider.OPENAI;
        }
        var provider = Provider.of(text);
        if (provider == null) {
            var spelt = Spelling.hint(text, Provider.keys());
            block.error(
                    block.line("provider"),
                    "the provider " + text + " is not known",
                    (spelt.isEmpty() ? "" : spelt + " ")
                            + "there are " + String.join(", ", Provider.keys())
                            + "; openai is every endpoint that speaks the chat completions protocol, whoever runs it");
        }
        return provider;
    }

    private static @Nullable Access azure(YamlBlock block) {
        var url = baseUrl(block, true, "for example https://my-resource.openai.azure.com");
        var deployment = block.required("deployment", "it is the name that you gave the deployment of the model");
        matches(block, "deployment", deployment, DEPLOYMENT, "the name of a deployment");
        var version = block.text("api_version");
        matches(block, "api_version", version, VERSION, "a version such as 2024-10-21");
        return url == null || deployment == null ? null : new Access(Provider.AZURE, url, null, deployment, version);
    }

    private static @Nullable Access bedrock(YamlBlock block) {
        var region = block.required("region", "for example eu-central-1");
        matches(block, "region", region, REGION, "a region such as eu-central-1");
        var url = baseUrl(block, false, "leave it out for the region's own");
        return region == null ? null : new Access(Provider.BEDROCK, url, region, null, null);
    }

    private static void matches(YamlBlock block, String key, @Nullable String text, Pattern pattern, String wanted) {
        if (text != null && !pattern.matcher(text).matches()) {
            block.error(block.line(key), key + " must be " + wanted, "");
        }
    }

    private static @Nullable URI baseUrl(YamlBlock block, boolean needed, String hint) {
        var text = needed ? block.required("base_url", hint) : block.text("base_url");
        if (text == null) {
            return null;
        }
        try {
            var uri = new URI(text);
            var scheme = uri.getScheme();
            var web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
            if (!web || uri.getHost() == null) {
                block.error(block.line("base_url"), "base_url must be an http or https address", hint);
            } else if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                block.error(
                        block.line("base_url"),
                        "base_url must not hold a user, a query or a fragment",
                        "keys belong into api_key or headers");
            } else {
                return uri;
            }
        } catch (URISyntaxException e) {
            block.error(block.line("base_url"), "base_url is not an address", hint);
        }
        return null;
    }
}
