package io.casebook.orchestrator;

import io.casebook.conversation.Definitions;
import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.platform.definition.DefinitionCatalog;
import io.casebook.vocabulary.DefinitionRef;
import org.jspecify.annotations.Nullable;

/** The published definitions, as the heart asks for them. */
record CatalogDefinitions(DefinitionCatalog catalog, String defaultAgentId) implements Definitions {
    @Override
    public @Nullable AgentDefinition live(String agentId, String conversationId) {
        return catalog.live(agentId, conversationId);
    }

    @Override
    public @Nullable AgentDefinition version(DefinitionRef definition) {
        return catalog.find(definition);
    }
}
