package io.casebook.conversation;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.vocabulary.DefinitionRef;
import org.jspecify.annotations.Nullable;

/** The versions of agents that decisions may need. */
public interface Definitions {
    /** The agent of a conversation that names none. */
    String defaultAgentId();

    /** The version that answers this conversation now; null where the agent was never published. */
    @Nullable
    AgentDefinition live(String agentId, String conversationId);

    /** A certain version; null where it is not to be had. */
    @Nullable
    AgentDefinition version(DefinitionRef definition);

    /** One agent in one version. */
    static Definitions of(AgentDefinition definition) {
        return new Definitions() {
            @Override
            public String defaultAgentId() {
                return definition.agentId();
            }

            @Override
            public @Nullable AgentDefinition live(String agentId, String conversationId) {
                return agentId.equals(definition.agentId()) ? definition : null;
            }

            @Override
            public @Nullable AgentDefinition version(DefinitionRef wanted) {
                return wanted.version().equals(definition.version()) ? live(wanted.agentId(), "") : null;
            }
        };
    }
}
