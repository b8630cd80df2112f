package io.casebook.platform.definition;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.AgentDefinitionBuilder;
import io.casebook.conversation.definition.ChannelPolicy;
import io.casebook.conversation.definition.CustomerPolicy;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.platform.definition.expression.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads agent.yaml: who the agent is; its rules are read by {@link AgentRules} and {@link OversightRules}. */
final class AgentFile {

    static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    private final Fields fields;
    private final Problems.InFile problems;
    private final Map<String, ToolEntry> tools;

    private AgentFile(Fields fields, Map<String, ToolEntry> tools) {
        this.fields = fields;
        this.problems = fields.problems();
        this.tools = tools;
    }

    /** What agent.yaml says, over the defaults; null, and problems, where nothing can be made of it. */
    static @Nullable AgentDefinitionBuilder read(@Nullable String text, Map<String, ToolEntry> tools, Problems all) {
        Problems.InFile problems = all.in(DefinitionFiles.AGENT);
        if (text == null) {
            problems.error(1, "the agent has no agent.yaml", "begin with: id: my-agent");
            return null;
        }
        YamlNode root = YamlReader.read(text, 0, problems);
        if (root == null) {
            if (problems.clean()) {
                problems.error(1, "agent.yaml is empty", "begin with: id: my-agent");
            }
            return null;
        }
        Fields fields = Fields.of(root, DefinitionFiles.AGENT, problems);
        return fields == null ? null : new AgentFile(fields, tools).read();
    }

    private AgentDefinitionBuilder read() {
        String id = fields.required("id", "unnamed", "the name under which versions are published, e.g. id: shop");
        if (!ID.matcher(id).matches()) {
            problems.error(
                    fields.line("id"), "id is not usable: " + id, "lower-case letters, digits, - and _, at most 64");
            id = "unnamed";
        }
        AgentDefinitionBuilder agent = AgentDefinition.builder(id)
                .languages(languages())
                .instructions(instructions())
                .generalTools(toolNames(fields, "tools", tools, problems))
                .models(models())
                .channels(channels())
                .specialists(new SpecialistsBlock(fields, tools).read());
        CustomerPolicy customer = new CustomerReader(fields).read();
        agent.customer(customer);
        new AgentRules(fields).addTo(agent);
        new OversightRules(fields, customer.companyZone()).addTo(agent);
        fields.done();
        return agent;
    }

    /** Not stripped inside: the text is part of every prompt as it was written. */
    private String instructions() {
        YamlNode.Scalar scalar = fields.scalar("instructions");
        return scalar == null ? "" : scalar.text().strip();
    }

    private List<String> languages() {
        Set<String> languages = new LinkedHashSet<>();
        for (Fields.Word word : fields.words("languages")) {
            if (!LANGUAGE.matcher(word.text()).matches()) {
                problems.error(word.line(), "not a language: " + word.text(), "write a BCP 47 tag such as en or pt-BR");
            } else if (!languages.add(word.text())) {
                problems.error(word.line(), "the language " + word.text() + " stands here twice");
            }
        }
        if (languages.isEmpty()) {
            if (fields.node("languages") == null || fields.words("languages").isEmpty()) {
                problems.error(
                        fields.line("languages"),
                        "the agent speaks no language",
                        "e.g. languages: [en], the first is the default");
            }
            return List.of("en");
        }
        return List.copyOf(languages);
    }

    /** Names of tools, {@code all} for every one; unknown ones are reported. */
    static List<String> toolNames(Fields fields, String key, Map<String, ToolEntry> tools, Problems.InFile problems) {
        List<String> names = new ArrayList<>();
        if (fields.isOff(key)) {
            return names;
        }
        YamlNode node = fields.node(key);
        if (node instanceof YamlNode.Scalar scalar && scalar.text().strip().equals("all")) {
            return List.copyOf(tools.keySet());
        }
        for (Fields.Word word : fields.words(key)) {
            if (!tools.containsKey(word.text())) {
                problems.error(
                        word.line(), "no tool is called " + word.text(), Spelling.hint(word.text(), tools.keySet()));
            } else if (!names.contains(word.text())) {
                names.add(word.text());
            }
        }
        return names;
    }

    private ModelRoles models() {
        if (fields.isOff("models")) {
            return new ModelRoles(Map.of());
        }
        Fields block = fields.block("models");
        if (block == null) {
            return ModelRoles.DEFAULT;
        }
        Map<ModelRole, List<String>> roles = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) {
            List<String> models = modelsOf(role, block);
            if (!models.isEmpty()) {
                roles.put(role, models);
            }
        }
        block.done();
        return new ModelRoles(roles);
    }

    private List<String> modelsOf(ModelRole role, Fields block) {
        String key = role.key();
        if (block.isOff(key)) {
            return List.of();
        }
        if (!block.has(key)) {
            return ModelRoles.DEFAULT.of(role);
        }
        List<String> names = block.words(key).stream()
                .map(Fields.Word::text)
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.isEmpty()) {
            problems.error(
                    block.line(key),
                    "the role " + key + " has no model",
                    "name one, e.g. " + key + ": [builtin], or write off");
        } else if (role == ModelRole.JUDGE && names.stream().allMatch(ModelRoles.BUILTIN::equals)) {
            problems.error(
                    block.line(key),
                    "the built-in model cannot judge",
                    "name a model that writes, or write off: the other checks need no model");
        }
        return names;
    }

    private Map<String, ChannelPolicy> channels() {
        Map<String, ChannelPolicy> channels = new LinkedHashMap<>();
        fields.named("channels").forEach((name, entry) -> {
            Fields channel = Fields.of(entry.value(), "the channel " + name, problems);
            if (channel != null) {
                channels.put(name, channel(name, channel));
            }
        });
        return channels;
    }

    private ChannelPolicy channel(String name, Fields channel) {
        ChannelPolicy base = ChannelPolicy.defaultFor(name);
        Duration debounce = channel.isOff("debounce") ? Duration.ZERO : channel.duration("debounce", base.debounce());
        Duration typing =
                channel.isOff("typing_limit") ? Duration.ZERO : channel.duration("typing_limit", base.typingLimit());
        Duration deadline = channel.positive("turn_deadline", base.turnDeadline());
        Duration holding = channel.isOff("holding_after") ? null : channel.duration("holding_after");
        if (holding != null && (holding.isZero() || holding.compareTo(deadline) >= 0)) {
            problems.error(
                    channel.line("holding_after"),
                    "holding_after must lie between zero and turn_deadline (" + deadline + ")",
                    "or write holding_after: off");
            holding = null;
        }
        channel.done();
        return new ChannelPolicy(debounce, typing, deadline, holding);
    }

    /** The constants of an enum as definitions spell them. */
    static <E extends Enum<E>> List<String> keys(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
