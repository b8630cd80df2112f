package io.casebook.knowledge.tasks;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which models write articles: those that the installation chose, or else those by which the agent itself answers, which have read
 * what customers and people say to each other anyway.
 *
 * @param chosen names of models or roles, in failover order; empty where the installation chose none
 * @param agents the agents
 */
public record Writers(List<String> chosen, Agents agents) {
    public Writers {
        chosen = List.copyOf(chosen);
    }

    /** Where agents are found. */
    @FunctionalInterface
    public interface Agents {

        /** The definition by which an agent answers now; null where there is none. */
        @Nullable
        AgentDefinition answering(String agentId);
    }

    /** The models that write for an agent, in failover order; empty where none can. */
    public List<String> of(String agentId) {
        if (!chosen.isEmpty()) {
            return chosen;
        }
        var agent = agents.answering(agentId);
        return agent == null
                ? List.of()
                : agent.models().of(ModelRole.REASON).stream()
                        .filter(name -> !name.equals(ModelRoles.BUILTIN))
                        .toList();
    }
}
