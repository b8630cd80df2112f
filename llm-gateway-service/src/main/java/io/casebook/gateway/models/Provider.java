package io.casebook.gateway.models;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose protocol an endpoint speaks. */
public enum Provider {
    /** Chat completions, whoever runs it. */
    OPENAI(false, false),
    /** Azure OpenAI. */
    AZURE(true, false),
    /** The messages protocol of Anthropic. */
    ANTHROPIC(true, true),
    /** AWS Bedrock's Converse. */
    BEDROCK(false, false),
    /** Google Gemini. */
    GEMINI(true, false),
    /** Ollama. */
    OLLAMA(true, false);

    private final boolean json;
    private final boolean promptCache;

    Provider(boolean json, boolean promptCache) {
        this.json = json;
        this.promptCache = promptCache;
    }

    /** What its models can do unless the file says otherwise. */
    Set<Capability> capabilities() {
        return json ? Set.of(Capability.TOOLS, Capability.JSON) : Set.of(Capability.TOOLS);
    }

    /** Whether it is told by default which part of a prompt to remember. */
    boolean promptCache() {
        return promptCache;
    }

    /** As the models file spells it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Provider::key).toList();
    }

    /** The provider of that spelling; null where there is none. */
    static @Nullable Provider of(String key) {
        return Arrays.stream(values())
                .filter(provider -> provider.key().equals(key))
                .findFirst()
                .orElse(null);
    }
}
