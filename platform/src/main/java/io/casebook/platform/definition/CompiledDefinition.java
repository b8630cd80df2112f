package io.casebook.platform.definition;

import io.casebook.conversation.definition.AgentDefinition;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A definition that can be used, and the files that it was made of.
 *
 * @param definition the definition
 * @param files its files
 * @param prompts the agent's own prompts, by purpose and model family
 */
public record CompiledDefinition(
        AgentDefinition definition, DefinitionFiles files, Map<PromptKey, PromptText> prompts) {

    public CompiledDefinition {
        prompts = Map.copyOf(prompts);
    }

    /**
     * What a prompt is for.
     *
     * @param purpose {@code reason}, {@code classify}, {@code judge}, {@code summarise} or {@code repair}
     * @param family the family of models that it is written for; {@code default} for all
     */
    public record PromptKey(String purpose, String family) {
        /** The family of a prompt for every model. */
        public static final String DEFAULT = "default";
    }

    /** The agent's own prompt for a purpose and a family of models; null where the platform's is to be used. */
    public @Nullable PromptText prompt(String purpose, String family) {
        PromptText prompt = prompts.get(new PromptKey(purpose, family));
        return prompt != null ? prompt : prompts.get(new PromptKey(purpose, PromptKey.DEFAULT));
    }

    /** The agent's scenarios, by path. */
    public Map<String, String> scenarios() {
        Map<String, String> scenarios = new TreeMap<>();
        files.files().forEach((path, text) -> {
            if (path.startsWith(DefinitionFiles.SCENARIOS)) {
                scenarios.put(path, text);
            }
        });
        return scenarios;
    }
}
