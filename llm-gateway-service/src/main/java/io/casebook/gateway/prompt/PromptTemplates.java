package io.casebook.gateway.prompt;

import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.platform.definition.CompiledDefinition.PromptKey;
import io.casebook.platform.definition.PromptText;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.llm.CompletionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The templates that come with the gateway: one for each purpose, for some families of models one of their own, and those of
 * earlier releases, by which prompts of the log can still be written again.
 */
final class PromptTemplates {
    private static final String SPECIALIST = "specialist";
    private static final List<String> NAMES = List.of("reason", SPECIALIST, "classify", "summarise", "judge");

    /** Models with few parameters need fewer words, rules in an order, and an example. */
    private static final Map<String, List<String>> OF_FAMILIES = Map.of("small", List.of("reason", "classify"));

    /** Add a template's version here before its text changes: logs name it. */
    static final List<String> EARLIER = List.of(
            "classify-8f837e13b9f8f295",
            "judge-c366c1be4fe073f8",
            "reason-f613b5aef4434560",
            "specialist-e979eb1b4be424b3",
            "summarise-efcc3e73307afca2");

    private final Map<PromptKey, PromptTemplate> templates = new HashMap<>();
    private final Map<String, PromptTemplate> byVersion = new HashMap<>();

    PromptTemplates() {
        NAMES.forEach(name -> add(name, PromptKey.DEFAULT, name + ".md"));
        OF_FAMILIES.forEach((family, names) -> names.forEach(name -> add(name, family, family + "/" + name + ".md")));
        templates.values().forEach(template -> byVersion.put(template.version(), template));
        EARLIER.forEach(version -> byVersion.put(
                version,
                new PromptTemplate(version.substring(0, version.indexOf('-')), read("earlier/" + version + ".md"))));
    }

    private void add(String name, String family, String resource) {
        templates.put(new PromptKey(name, family), new PromptTemplate(name, read(resource)));
    }

    /** The template for a request and a family of models: the agent's own one first. */
    PromptTemplate of(CompletionRequest request, @Nullable CompiledDefinition compiled, String family) {
        if (request.specialist() != null) {
            // An agent's own template is for the agent itself.
            return platforms(SPECIALIST, family);
        }
        if (compiled != null) {
            for (var purpose : purposes(request)) {
                var own = compiled.prompt(purpose, family);
                if (own != null) {
                    return new PromptTemplate(purpose, own);
                }
            }
        }
        return platforms(purposes(request).getLast(), family);
    }

    /** A template by its version; null where neither the platform nor this version of the agent has it. */
    @Nullable
    PromptTemplate version(String version, CompletionRequest request, CompiledDefinition compiled) {
        var platforms = byVersion.get(version);
        if (platforms != null) {
            return platforms;
        }
        var purposes = purposes(request);
        return compiled.prompts().entrySet().stream()
                .filter(own -> purposes.contains(own.getKey().purpose()))
                .flatMap(own -> Stream.of(
                        new PromptTemplate(own.getKey().purpose(), own.getValue()),
                        new PromptTemplate(purposes.getFirst(), own.getValue())))
                .filter(own -> own.version().equals(version))
                .findFirst()
                .orElse(null);
    }

    private PromptTemplate platforms(String name, String family) {
        var found = templates.get(new PromptKey(name, family));
        return found != null ? found : Objects.requireNonNull(templates.get(new PromptKey(name, PromptKey.DEFAULT)));
    }

    /** Who mends an answer is told what its writer was told, unless the agent has words of its own for it. */
    private static List<String> purposes(CompletionRequest request) {
        var purpose = request.purpose().name().toLowerCase(Locale.ROOT);
        return request.purpose() == CompletionPurpose.REPAIR ? List.of(purpose, "reason") : List.of(purpose);
    }

    static PromptText read(String resource) {
        try (var stream = PromptTemplates.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the template " + resource + " is not part of this build");
            }
            return PromptText.compile(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PromptText.Unusable e) {
            throw new IllegalStateException(resource + ":" + e.line() + ": " + e.getMessage(), e);
        }
    }
}
