package io.casebook.conversation.definition;

import io.casebook.conversation.check.DraftChecks;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One immutable version of an agent: everything that its folder says, apart from its articles.
 *
 * @param agentId id of the agent
 * @param version content hash of the files
 * @param languages the languages it speaks, BCP 47, the first is the one it starts in; others go to a human
 * @param instructions who the agent is and how it speaks; part of every prompt
 * @param generalTools tools that may be called while no procedure applies
 * @param models the models of each role
 * @param channels timing of the channels that the definition mentions; ask {@link #channel}
 * @param triage what is looked at first
 * @param limits where the work on an answer stops
 * @param confidence how sure an answer must be
 * @param checks what every draft must pass
 * @param replyPolicy what form a reply has
 * @param replyApproval which replies a person approves
 * @param handOff the teams that take over
 * @param customer where it stands whom the agent speaks to, and whether it may
 * @param memory what a prompt remembers
 * @param lifecycle when a conversation ends by itself
 * @param knowledge whether articles are looked up
 * @param redact what is taken out of what customers and tools said before a model reads it
 * @param specialists helpers that may be consulted, by name
 * @param procedures how jobs are done, by id
 * @param tools every tool, by name
 * @param draftChecks the checks, prepared from all of this
 */
public record AgentDefinition(
        String agentId,
        String version,
        List<String> languages,
        String instructions,
        List<String> generalTools,
        ModelRoles models,
        Map<String, ChannelPolicy> channels,
        Triage triage,
        Limits limits,
        Confidence confidence,
        List<Check> checks,
        ReplyPolicy replyPolicy,
        ReplyApproval replyApproval,
        HandOffPolicy handOff,
        CustomerPolicy customer,
        Memory memory,
        Lifecycle lifecycle,
        KnowledgePolicy knowledge,
        Set<Sensitive> redact,
        Map<String, Specialist> specialists,
        Map<String, Procedure> procedures,
        Map<String, Tool> tools,
        DraftChecks draftChecks) {

    public AgentDefinition {
        Require.text(agentId, "id");
        Require.text(version, "version");
        languages = List.copyOf(languages);
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("an agent speaks at least one language");
        }
        generalTools = List.copyOf(generalTools);
        channels = Require.orderedCopy(channels);
        checks = List.copyOf(checks);
        redact = Set.copyOf(redact);
        specialists = Require.orderedCopy(specialists);
        procedures = Require.orderedCopy(procedures);
        tools = Require.orderedCopy(tools);
    }

    /** An agent of which nothing but its id is said. */
    public static AgentDefinition defaults(String agentId) {
        return new AgentDefinitionBuilder(agentId).build();
    }

    /** A builder that starts from the defaults. */
    public static AgentDefinitionBuilder builder(String agentId) {
        return new AgentDefinitionBuilder(agentId);
    }

    /** A builder that starts from this definition. */
    public AgentDefinitionBuilder toBuilder() {
        return new AgentDefinitionBuilder(this);
    }

    /** Timing of a channel, by default where the definition does not mention it. */
    public ChannelPolicy channel(String name) {
        ChannelPolicy policy = channels.get(name);
        return policy != null ? policy : ChannelPolicy.defaultFor(name);
    }

    /** The language that the agent starts in. */
    public String firstLanguage() {
        return languages.getFirst();
    }

    /** True when the agent speaks a language; {@code de-AT} is spoken by whoever speaks {@code de}. */
    public boolean speaks(String language) {
        return spoken(language) != null;
    }

    /** A language as the definition names it; null where the agent does not speak it. */
    public @Nullable String spoken(String language) {
        return LanguageTags.match(languages, language);
    }

    /** The tool of that name; null where there is none. */
    public @Nullable Tool tool(String name) {
        return tools.get(name);
    }

    /** The procedure of that id; null where there is none. */
    public @Nullable Procedure procedure(String id) {
        return procedures.get(id);
    }

    /** The checks as a set, for asking. */
    public Set<Check> checkSet() {
        return checks.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(checks));
    }
}
