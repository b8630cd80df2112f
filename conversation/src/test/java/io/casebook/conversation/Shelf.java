package io.casebook.conversation;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.vocabulary.DefinitionRef;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The versions of one agent, the latest of which is live. */
final class Shelf implements Definitions {
    private final Map<String, AgentDefinition> versions = new HashMap<>();
    private AgentDefinition live;

    Shelf(AgentDefinition first) {
        live = first;
        publish(first);
    }

    void publish(AgentDefinition definition) {
        live = definition;
        versions.put(definition.version(), definition);
    }

    void lose(String version) {
        versions.remove(version);
    }

    @Override
    public String defaultAgentId() {
        return live.agentId();
    }

    @Override
    public @Nullable AgentDefinition live(String agentId, String conversationId) {
        return agentId.equals(live.agentId()) && versions.containsKey(live.version()) ? live : null;
    }

    @Override
    public @Nullable AgentDefinition version(DefinitionRef definition) {
        return definition.agentId().equals(live.agentId()) ? versions.get(definition.version()) : null;
    }
}
