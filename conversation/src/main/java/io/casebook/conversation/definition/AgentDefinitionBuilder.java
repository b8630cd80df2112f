package io.casebook.conversation.definition;

import io.casebook.conversation.check.DraftChecks;
import io.casebook.conversation.check.ToolClaims;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Gathers the parts of an {@link AgentDefinition}; what is not said has its default. */
public final class AgentDefinitionBuilder {

    private final String agentId;
    private String version = "unversioned";
    private List<String> languages = List.of("en");
    private String instructions = "";
    private List<String> generalTools = List.of();
    private ModelRoles models = ModelRoles.DEFAULT;
    private Map<String, ChannelPolicy> channels = Map.of();
    private Triage triage = Triage.DEFAULT;
    private Limits limits = Limits.DEFAULT;
    private Confidence confidence = Confidence.DEFAULT;
    private List<Check> checks = List.of(Check.values());
    private ReplyPolicy replyPolicy = ReplyPolicy.ANY;
    private ReplyApproval replyApproval = new ReplyApproval.Off();
    private HandOffPolicy handOff = HandOffPolicy.DEFAULT;
    private CustomerPolicy customer = CustomerPolicy.DEFAULT;
    private Memory memory = Memory.DEFAULT;
    private Lifecycle lifecycle = Lifecycle.DEFAULT;
    private KnowledgePolicy knowledge = KnowledgePolicy.DEFAULT;
    private Set<Sensitive> redact = Sensitive.BY_DEFAULT;
    private Map<String, Specialist> specialists = Map.of();
    private Map<String, Procedure> procedures = Map.of();
    private Map<String, Tool> tools = Map.of();

    AgentDefinitionBuilder(String agentId) {
        this.agentId = agentId;
    }

    AgentDefinitionBuilder(AgentDefinition from) {
        agentId = from.agentId();
        version = from.version();
        languages = from.languages();
        instructions = from.instructions();
        generalTools = from.generalTools();
        models = from.models();
        channels = from.channels();
        triage = from.triage();
        limits = from.limits();
        confidence = from.confidence();
        checks = from.checks();
        replyPolicy = from.replyPolicy();
        replyApproval = from.replyApproval();
        handOff = from.handOff();
        customer = from.customer();
        memory = from.memory();
        lifecycle = from.lifecycle();
        knowledge = from.knowledge();
        redact = from.redact();
        specialists = from.specialists();
        procedures = from.procedures();
        tools = from.tools();
    }

    public AgentDefinitionBuilder version(String value) {
        version = value;
        return this;
    }

    public AgentDefinitionBuilder languages(List<String> value) {
        languages = value;
        return this;
    }

    public AgentDefinitionBuilder instructions(String value) {
        instructions = value;
        return this;
    }

    public AgentDefinitionBuilder generalTools(List<String> value) {
        generalTools = value;
        return this;
    }

    public AgentDefinitionBuilder models(ModelRoles value) {
        models = value;
        return this;
    }

    public AgentDefinitionBuilder channels(Map<String, ChannelPolicy> value) {
        channels = value;
        return this;
    }

    public AgentDefinitionBuilder triage(Triage value) {
        triage = value;
        return this;
    }

    public AgentDefinitionBuilder limits(Limits value) {
        limits = value;
        return this;
    }

    public AgentDefinitionBuilder confidence(Confidence value) {
        confidence = value;
        return this;
    }

    public AgentDefinitionBuilder checks(List<Check> value) {
        checks = value;
        return this;
    }

    public AgentDefinitionBuilder replyPolicy(ReplyPolicy value) {
        replyPolicy = value;
        return this;
    }

    public AgentDefinitionBuilder replyApproval(ReplyApproval value) {
        replyApproval = value;
        return this;
    }

    public AgentDefinitionBuilder handOff(HandOffPolicy value) {
        handOff = value;
        return this;
    }

    public AgentDefinitionBuilder customer(CustomerPolicy value) {
        customer = value;
        return this;
    }

    public AgentDefinitionBuilder memory(Memory value) {
        memory = value;
        return this;
    }

    public AgentDefinitionBuilder lifecycle(Lifecycle value) {
        lifecycle = value;
        return this;
    }

    public AgentDefinitionBuilder redact(Set<Sensitive> kinds) {
        redact = kinds;
        return this;
    }

    public AgentDefinitionBuilder knowledge(KnowledgePolicy value) {
        knowledge = value;
        return this;
    }

    public AgentDefinitionBuilder specialists(Map<String, Specialist> value) {
        specialists = value;
        return this;
    }

    public AgentDefinitionBuilder procedures(Map<String, Procedure> value) {
        procedures = value;
        return this;
    }

    public AgentDefinitionBuilder tools(Map<String, Tool> value) {
        tools = value;
        return this;
    }

    /** The same with these tools, and nothing else, in their order. */
    public AgentDefinitionBuilder tools(Tool... all) {
        Map<String, Tool> byName = new LinkedHashMap<>();
        for (Tool tool : all) {
            byName.put(tool.name(), tool);
        }
        return tools(byName);
    }

    /** The same with these procedures, and nothing else, in their order. */
    public AgentDefinitionBuilder procedures(Procedure... all) {
        Map<String, Procedure> byId = new LinkedHashMap<>();
        for (Procedure procedure : all) {
            byId.put(procedure.id(), procedure);
        }
        return procedures(byId);
    }

    /** The definition, checked. */
    public AgentDefinition build() {
        return new AgentDefinition(
                agentId,
                version,
                languages,
                instructions,
                generalTools,
                models,
                channels,
                triage,
                limits,
                confidence,
                checks,
                replyPolicy,
                replyApproval,
                handOff,
                customer,
                memory,
                lifecycle,
                knowledge,
                redact,
                specialists,
                procedures,
                tools,
                draftChecks());
    }

    private DraftChecks draftChecks() {
        return new DraftChecks(
                checks.stream().map(Check::key).collect(Collectors.toSet()),
                tools.values().stream()
                        .map(tool -> new ToolClaims(tool.name(), tool.writes(), tool.claims()))
                        .toList(),
                triage.forbiddenTopics(),
                replyPolicy.maxCharacters(),
                replyPolicy.avoid());
    }
}
