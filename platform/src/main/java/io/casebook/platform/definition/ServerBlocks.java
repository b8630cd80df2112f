package io.casebook.platform.definition;

import io.casebook.platform.definition.expression.Spelling;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the blocks of all kinds of servers have in common. */
final class ServerBlocks {
    private ServerBlocks() {}

    /** Reports keys that a block does not have. */
    static void keys(YamlNode.Mapping block, List<String> known, Problems.InFile problems) {
        block.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                problems.error(entry.line(), "unknown key " + key, Spelling.hint(key, known));
            }
        });
    }

    /** The path of a file that a block names; null, and a problem, where there is no such file. */
    static @Nullable String file(
            YamlNode.Mapping block, String key, Map<String, String> files, Problems.InFile problems) {
        YamlNode node = block.get(key);
        if (!(node instanceof YamlNode.Scalar scalar) || scalar.text().isBlank()) {
            problems.error(
                    node == null ? block.line() : node.line(),
                    key + " is missing",
                    "the path of a file in " + DefinitionFiles.APIS + ", e.g. " + key + ": apis/shop.yaml");
            return null;
        }
        String path = scalar.text().strip();
        if (!files.containsKey(path)) {
            List<String> there = files.keySet().stream()
                    .filter(one -> one.startsWith(DefinitionFiles.APIS))
                    .toList();
            problems.error(
                    scalar.line(),
                    "there is no file " + path,
                    path.startsWith(DefinitionFiles.APIS)
                            ? Spelling.hint(path, there)
                            : "descriptions lie in " + DefinitionFiles.APIS + " of the agent's folder");
            return null;
        }
        return path;
    }
}
