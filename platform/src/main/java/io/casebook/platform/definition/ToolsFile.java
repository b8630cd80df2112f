package io.casebook.platform.definition;

import io.casebook.conversation.definition.OutcomeCheck;
import io.casebook.conversation.definition.PlatformTool;
import io.casebook.conversation.definition.Tool;
import io.casebook.platform.definition.expression.Spelling;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads tools.yaml: single tools, and servers that bring several. */
final class ToolsFile {

    /** What model providers accept as the name of a function. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

    private final Map<String, String> files;
    private final Problems all;
    private final Problems.InFile problems;
    private final Map<String, ToolEntry> tools = new LinkedHashMap<>();
    private final Map<String, ServerReader.Server> servers = new LinkedHashMap<>();

    private ToolsFile(Map<String, String> files, Problems all) {
        this.files = files;
        this.all = all;
        this.problems = all.in(DefinitionFiles.TOOLS);
    }

    /** @param files all files of the definition: descriptions of servers are among them */
    static Map<String, ToolEntry> read(Map<String, String> files, Problems all) {
        ToolsFile file = new ToolsFile(files, all);
        String text = files.get(DefinitionFiles.TOOLS);
        YamlNode root = text == null ? null : YamlReader.read(text, 0, file.problems);
        Fields fields = root == null ? null : Fields.of(root, DefinitionFiles.TOOLS, file.problems);
        if (fields != null) {
            file.read(fields);
        }
        files.forEach((path, single) -> {
            if (path.startsWith(DefinitionFiles.TOOL_FILES)) {
                file.readSingle(path, single);
            }
        });
        file.tools.values().forEach(file::check);
        return file.tools;
    }

    private void read(Fields fields) {
        fields.named("servers").forEach((name, entry) -> {
            Fields server = Fields.of(entry.value(), "the server " + name, problems);
            if (server != null) {
                servers.put(name, new ServerReader(name, entry.line(), server).read(files, all));
            }
        });
        fields.named("tools").forEach((name, entry) -> {
            Fields tool = Fields.of(entry.value(), "the tool " + name, problems);
            if (tool != null && accepted(name, entry.line(), problems)) {
                tools.put(name, single(new ToolReader(name, entry.line(), tool), tool));
            }
        });
        servers.values()
                .forEach(server -> server.tools().forEach(tool -> {
                    if (accepted(tool.name(), tool.line(), problems)) {
                        tools.put(tool.name(), tool.tool().get());
                    }
                }));
        fields.done();
    }

    /** A tool that stands by itself: it says how it is called, or whose it is. */
    private ToolEntry single(ToolReader reader, Fields tool) {
        String kind = reader.kind();
        if (kind == null || !(kind.equals(ToolReader.SERVER) || kind.equals("openapi") || kind.equals("mcp"))) {
            return reader.single(kind);
        }
        Function<ToolReader, ToolEntry> how = kind.equals(ToolReader.SERVER) ? ofServer(tool) : inline(kind, tool);
        // What is wrong with the server is told already; the rest of the tool is looked at all the same.
        return how == null ? reader.ofServer((operation, wanted) -> null) : how.apply(reader);
    }

    private @Nullable Function<ToolReader, ToolEntry> ofServer(Fields tool) {
        String name = tool.text(ToolReader.SERVER);
        ServerReader.Server server = name == null ? null : servers.get(name);
        if (name != null && server == null) {
            tool.problems()
                    .error(
                            tool.line(ToolReader.SERVER),
                            "tools.yaml has no server " + name,
                            Spelling.hint(name, servers.keySet()));
        }
        return server == null ? null : server.how();
    }

    private @Nullable Function<ToolReader, ToolEntry> inline(String kind, Fields tool) {
        if (tool.node(kind) instanceof YamlNode.Mapping block) {
            return ServerReader.how(kind, block, files, tool.problems(), all);
        }
        tool.problems().error(tool.line(kind), kind + " must be a mapping", "e.g. " + kind + ": {url: \"...\"}");
        return null;
    }

    /** A tool with a file of its own: what would stand under its name in tools.yaml. */
    private void readSingle(String path, String text) {
        Problems.InFile own = all.in(path);
        if (!path.matches("tools/[^/]+\\.yaml")) {
            own.warning(1, "the file is not read", "a tool lies in tools/<name>.yaml");
            return;
        }
        String name = path.substring(DefinitionFiles.TOOL_FILES.length(), path.length() - ".yaml".length());
        YamlNode root = YamlReader.read(text, 0, own);
        Fields tool = root == null ? null : Fields.of(root, "the tool " + name, own);
        if (tool != null && accepted(name, tool.line(), own)) {
            tools.put(name, single(new ToolReader(name, tool.line(), tool), tool));
        }
    }

    private static boolean usable(String name, int line, Problems.InFile problems) {
        if (!NAME.matcher(name).matches()) {
            problems.error(line, "the tool's name " + name + " is not usable", "letters, digits, _ and -, at most 64");
            return false;
        }
        if (name.equals(PlatformTool.HAND_OFF) || name.equals(PlatformTool.MAKE_PLAN)) {
            problems.error(line, "the platform itself has a tool " + name, "give yours another name");
            return false;
        }
        return true;
    }

    private boolean accepted(String name, int line, Problems.InFile where) {
        if (!usable(name, line, where)) {
            return false;
        }
        ToolEntry earlier = tools.get(name);
        if (earlier != null) {
            where.error(line, "a tool " + name + " is already declared on line " + earlier.line(), "");
        }
        return earlier == null;
    }

    private void check(ToolEntry entry) {
        for (String name : entry.tool().invalidates()) {
            if (!tools.containsKey(name)) {
                problems.error(
                        entry.line(),
                        "the tool " + entry.tool().name() + " invalidates " + name + ", which is no tool",
                        Spelling.hint(name, tools.keySet()));
            }
        }
        entry.tool().notWith().forEach(other -> exclusion(entry, other));
        OutcomeCheck check = entry.tool().check();
        if (check == null) {
            return;
        }
        String name = check.tool();
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

    private void exclusion(ToolEntry entry, String name) {
        ToolEntry other = tools.get(name);
        if (other == null) {
            problems.error(
                    entry.line(),
                    "the tool " + entry.tool().name() + " must not act with " + name + ", which is no tool",
                    Spelling.hint(name, tools.keySet()));
        } else if (!other.tool().writes()) {
            problems.error(
                    entry.line(),
                    "the tool " + entry.tool().name() + " must not act with " + name + ", which only reads",
                    "not_with names tools that write");
        }
    }
}
