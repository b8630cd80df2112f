package io.casebook.platform.definition;

import io.casebook.conversation.definition.PlatformTool;
import io.casebook.conversation.definition.Specialist;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the specialists of agent.yaml. */
final class SpecialistsBlock {

    /** With the prefix of the tool by which it is asked it must be what model providers accept as the name of a function. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    private final Fields fields;
    private final Problems.InFile problems;
    private final Map<String, ToolEntry> tools;

    SpecialistsBlock(Fields fields, Map<String, ToolEntry> tools) {
        this.fields = fields;
        this.problems = fields.problems();
        this.tools = tools;
    }

    Map<String, Specialist> read() {
        Map<String, Specialist> specialists = new LinkedHashMap<>();
        if (fields.isOff("specialists")) {
            return specialists;
        }
        fields.named("specialists").forEach((name, entry) -> {
            Fields block = Fields.of(entry.value(), "the specialist " + name, problems);
            if (block != null && accepted(name, entry.line())) {
                specialists.put(name, specialist(name, block));
            }
        });
        return specialists;
    }

    private boolean accepted(String name, int line) {
        if (!NAME.matcher(name).matches()) {
            problems.error(
                    line, "the specialist's name " + name + " is not usable", "letters, digits, _ and -, at most 60");
            return false;
        }
        ToolEntry tool = tools.get(PlatformTool.asking(name));
        if (tool != null) {
            problems.error(
                    line,
                    "the specialist " + name + " is asked by a tool " + PlatformTool.asking(name)
                            + ", which tools.yaml declares on line " + tool.line(),
                    "give one of them another name");
        }
        return tool == null;
    }

    private Specialist specialist(String name, Fields block) {
        String when = block.required("when", name, "say in a sentence what the specialist is good for");
        String instructions = block.required("instructions", name, "say who the specialist is and how it works");
        List<String> allowed = reading(name, block);
        Duration timeout = block.positive("timeout", Specialist.DEFAULT_TIMEOUT);
        block.done();
        return new Specialist(name, when, instructions, allowed, timeout);
    }

    /** Specialists work side by side and may come too late, so they look things up and change nothing. */
    private List<String> reading(String name, Fields block) {
        List<String> named = AgentFile.toolNames(block, "tools", tools, problems);
        boolean all = block.node("tools") instanceof YamlNode.Scalar scalar
                && scalar.text().strip().equals("all");
        List<String> writing = named.stream()
                .filter(tool -> {
                    ToolEntry entry = tools.get(tool);
                    return entry != null && entry.tool().writes();
                })
                .toList();
        if (!all) {
            writing.forEach(tool -> problems.error(
                    block.line("tools"),
                    "the specialist " + name + " may not have the tool " + tool + ", which writes",
                    "a specialist looks things up; let the agent itself act"));
        }
        return named.stream().filter(tool -> !writing.contains(tool)).toList();
    }
}
