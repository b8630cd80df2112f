package io.casebook.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The tables of settings in docs/operations.md are those of the configuration interfaces of all modules, read from their
 * sources: key, default, and what the comment says. {@code -Dcasebook.docs.write=true} writes them anew.
 */
class SettingsPageTest {
    private static final Path PAGE = Path.of("../docs/operations.md");
    private static final String BEGIN = "<!-- settings: written by SettingsPageTest -->\n";
    private static final String END = "<!-- end of settings -->";
    private static final Pattern MAPPING =
            Pattern.compile("(?s)@ConfigMapping\\(prefix = \"([^\"]+)\"\\)\\s*(?:public )?interface \\w+ \\{(.*)}");
    private static final Pattern NESTED = Pattern.compile("(?s)\\n    interface (\\w+) \\{(.*?)\\n    }");
    private static final Pattern MEMBER = Pattern.compile(
            "(?s)/\\*\\*((?:(?!\\*/).)*)\\*/\\s*((?:@\\w+(?:\\(\"[^\"]*\"\\))?\\s*)*)([\\w<>., ]+?) (\\w+)\\(\\);");

    @Test
    void The_page_has_every_setting_with_its_default() throws IOException {
        var page = Files.readString(PAGE);
        var begin = page.indexOf(BEGIN);
        var end = page.indexOf(END);
        assertThat(begin).as("%s has a place for the tables", PAGE).isBetween(0, end);
        var expected = page.substring(0, begin + BEGIN.length()) + tables() + page.substring(end);
        if (Boolean.getBoolean("casebook.docs.write")) {
            Files.writeString(PAGE, expected);
        } else {
            assertThat(page)
                    .as(
                            "%s differs from the configuration interfaces; run ./mvnw -pl platform test -Dtest=%s -Dcasebook.docs.write=true",
                            PAGE, getClass().getSimpleName())
                    .isEqualTo(expected);
        }
    }

    private static String tables() throws IOException {
        var tables = new StringBuilder();
        for (var entry : mappings().entrySet()) {
            tables.append("\n### %s\n\n| key | default | |\n| --- | --- | --- |\n".formatted(entry.getKey()));
            entry.getValue().forEach(row -> tables.append(row).append('\n'));
        }
        return tables.append('\n').toString();
    }

    /** The rows of each module's tables, by module, those that all share first. */
    private static Map<String, List<String>> mappings() throws IOException {
        var rows = new LinkedHashMap<String, List<String>>();
        for (var source : sources()) {
            var mapping = MAPPING.matcher(Files.readString(source));
            if (mapping.find()) {
                var module = String.valueOf(source.getName(1));
                rows.computeIfAbsent(module, added -> new ArrayList<>())
                        .addAll(rows(mapping.group(1), mapping.group(2)));
            }
        }
        assertThat(rows).as("modules with settings").hasSizeGreaterThan(5);
        return rows;
    }

    private static List<Path> sources() throws IOException {
        var found = new ArrayList<Path>();
        try (var modules = Files.list(Path.of(".."))) {
            for (var module : modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList()) {
                try (var files = Files.walk(module)) {
                    files.filter(file -> file.toString().endsWith("Config.java"))
                            .sorted()
                            .forEach(found::add);
                }
            }
        }
        found.sort(java.util.Comparator.comparing(file -> !file.startsWith(Path.of("../platform"))));
        return found;
    }

    private static List<String> rows(String prefix, String body) {
        var nested = new LinkedHashMap<String, String>();
        NESTED.matcher(body).results().forEach(block -> nested.put(block.group(1), block.group(2)));
        var rows = new ArrayList<String>();
        MEMBER.matcher(NESTED.matcher(body).replaceAll("")).results().forEach(member -> {
            var key = prefix + "." + kebab(member.group(4));
            var block = nested.get(member.group(3));
            if (block == null) {
                rows.add(row(key, member));
            } else {
                MEMBER.matcher(block).results().forEach(inner -> {
                    var name = annotation("WithName", inner);
                    rows.add(row(key + "." + (name == null ? kebab(inner.group(4)) : name), inner));
                });
            }
        });
        return rows;
    }

    private static String row(String key, MatchResult member) {
        var type = member.group(3);
        var fallback = annotation("WithDefault", member);
        var shown = type.startsWith("Map<") ? key + ".*" : key;
        return "| `%s` | %s | %s |".formatted(shown, fallback == null ? "none" : value(fallback), comment(member));
    }

    /** A default as people read it: {@code ${other.key:value}} names another key first. */
    private static String value(String fallback) {
        var other = Pattern.compile("\\$\\{([^:}]+):([^}]*)}").matcher(fallback);
        if (other.matches()) {
            return "`%s`, else %s"
                    .formatted(other.group(1), other.group(2).isEmpty() ? "none" : "`" + other.group(2) + "`");
        }
        return "`" + fallback + "`";
    }

    private static String comment(MatchResult member) {
        return member.group(1)
                .replaceAll("\\n\\s*\\*", " ")
                .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                .replace("|", "\\|")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static @Nullable String annotation(String name, MatchResult member) {
        var found = Pattern.compile("@" + name + "\\(\"([^\"]*)\"\\)").matcher(member.group(2));
        return found.find() ? found.group(1) : null;
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }
}
