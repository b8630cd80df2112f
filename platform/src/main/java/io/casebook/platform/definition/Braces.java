package io.casebook.platform.definition;

import io.casebook.platform.definition.expression.Spelling;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the names in braces: {@code ${env:NAME}} is resolved by the tool service, a name in bare braces is a parameter. */
final class Braces {
    private static final Pattern BRACES =
            Pattern.compile("\\$\\{([^}]*)}|\\{([A-Za-z_][A-Za-z0-9_]*)(\\.[A-Za-z0-9_]+)*}");

    private static final Pattern SETTING = Pattern.compile("(env|secret):[A-Za-z_][A-Za-z0-9_.-]*(:-.*)?");

    private final Set<String> names;
    private final boolean open;
    private final Problems.InFile problems;

    /**
     * @param names the parameters
     * @param open true where there may be others
     */
    Braces(Set<String> names, boolean open, Problems.InFile problems) {
        this.names = names;
        this.open = open;
        this.problems = problems;
    }

    /** Reports what nothing fills, in all texts of a node. */
    void check(YamlNode node) {
        switch (node) {
            case YamlNode.Scalar scalar -> check(scalar);
            case YamlNode.Sequence sequence -> sequence.items().forEach(this::check);
            case YamlNode.Mapping mapping -> mapping.entries().values().forEach(entry -> check(entry.value()));
        }
    }

    private void check(YamlNode.Scalar scalar) {
        Matcher matcher = BRACES.matcher(scalar.text());
        while (matcher.find()) {
            String setting = matcher.group(1);
            String name = matcher.group(2);
            if (setting != null && !SETTING.matcher(setting).matches()) {
                problems.error(
                        scalar.line(), "${" + setting + "} cannot be resolved", "write ${env:NAME} or ${secret:NAME}");
            } else if (name != null && !open && !names.contains(name)) {
                problems.error(
                        scalar.line(), "nothing fills {" + name + "}: it is no parameter", Spelling.hint(name, names));
            }
        }
    }
}
