package io.casebook.platform.definition;

import io.casebook.conversation.definition.PlatformTool;
import io.casebook.conversation.definition.Tool;
import io.casebook.platform.definition.expression.Spelling;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads tools.yaml: single tools, and servers that bring several. */
final class ToolsFile {

    /** What model providers accept as the name of a function. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

    private final Problems.InFile problems;
    private final Map<String, ToolEntry> tools = new LinkedHashMap<>();

    private ToolsFile(Problems.InFile problems) {
        this.problems = problems;
    }

    static Map<String, ToolEntry> read(@Nullable String text, Problems all) {
        ToolsFile file = new ToolsFile(all.in(DefinitionFiles.TOOLS));
        YamlNode root = text == null ? null : YamlReader.read(text, 0, file.problems);
        Fields fields = root == null ? null : Fields.of(root, DefinitionFiles.TOOLS, file.problems);
        if (fields != null) {
            file.read(fields);
        }
        return file.tools;
    }

    private void read(Fields fields) {
        fields.named("tools").forEach((name, entry) -> {
            Fields tool = Fields.of(entry.value(), "the tool " + name, problems);
            if (tool != null && accepted(name, entry.line())) {
                tools.put(name, new ToolReader(name, entry.line(), tool).single());
            }
        });
        fields.named("servers").forEach((name, entry) -> {
            Fields server = Fields.of(entry.value(), "the server " + name, problems);
            if (server != null) {
                server(name, entry.line(), server);
            }
        });
        fields.done();
        tools.values().forEach(this::check);
    }

    private boolean accepted(String name, int line) {
        if (!NAME.matcher(name).matches()) {
            problems.error(line, "the tool's name " + name + " is not usable", "letters, digits, _ and -, at most 64");
            return false;
        }
        if (name.equals(PlatformTool.HAND_OFF) || name.equals(PlatformTool.MAKE_PLAN)) {
            problems.error(line, "the platform itself has a tool " + name, "give yours another name");
            return false;
        }
        ToolEntry earlier = tools.get(name);
        if (earlier != null) {
            problems.error(line, "a tool " + name + " is already declared on line " + earlier.line(), "");
        }
        return earlier == null;
    }

    private void server(String server, int line, Fields fields) {
        YamlNode mcp = fields.node("mcp");
        YamlNode openapi = fields.node("openapi");
        YamlNode how = mcp != null ? mcp : openapi;
        String kind = mcp != null ? "mcp" : "openapi";
        Map<String, YamlNode.Entry> declared = fields.named("tools");
        fields.done();
        if (how == null || (mcp != null && openapi != null)) {
            problems.error(
                    line, "the server " + server + " needs one of mcp and openapi", "e.g. mcp: {url: \"http://...\"}");
            return;
        }
        if (!(how instanceof YamlNode.Mapping connection)) {
            problems.error(
                    how.line(),
                    kind + " must be a mapping, not " + how.kind(),
                    "e.g. " + kind + ": {url: \"http://...\"}");
            return;
        }
        problems.warning(
                line,
                "the tools of the server " + server + " are denied: this version calls tools over HTTP alone",
                "declare what the agent needs under tools:, with an http block");
        declared.forEach((name, entry) -> {
            Fields tool = Fields.of(entry.value(), "the tool " + name, problems);
            if (tool != null && accepted(name, entry.line())) {
                tools.put(name, new ToolReader(name, entry.line(), tool).ofServer(server, kind, connection));
            }
        });
    }

    private void check(ToolEntry entry) {
        String name = entry.tool().check();
        if (name == null) {
            return;
        }
        ToolEntry checking = tools.get(name);
        if (checking == null) {
            problems.error(
                    entry.line(),
                    "the tool " + entry.tool().name() + " is checked by " + name + ", which is no tool",
                    Spelling.hint(name, tools.keySet()));
        } else if (checking.tool().effect() != Tool.Effect.READ) {
            problems.error(
                    entry.line(),
                    "the tool " + entry.tool().name() + " is checked by " + name + ", which writes",
                    "a check only looks: its effect must be read");
        }
    }
}
