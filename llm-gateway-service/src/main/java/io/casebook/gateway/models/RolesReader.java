package io.casebook.gateway.models;

import io.casebook.conversation.definition.ModelRoles;
import io.casebook.platform.definition.Problem;
import io.casebook.platform.definition.expression.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the roles of the models file. */
final class RolesReader {
    private static final String HINT =
            "write [big, small], or [{model: big, weight: 3}, {model: other, weight: 1}, small]";
    private static final int HEAVIEST = 1000;

    private final String file;
    private final Set<String> models;
    private final List<Problem> problems;

    RolesReader(String file, Set<String> models, List<Problem> problems) {
        this.file = file;
        this.models = models;
        this.problems = problems;
    }

    Map<String, Role> read(YamlBlock roles) {
        var read = new LinkedHashMap<String, Role>();
        for (var name : roles.keys()) {
            var line = roles.line(name);
            var node = roles.node(name);
            if (models.contains(name) || name.equals(ModelRoles.BUILTIN)) {
                error(
                        line,
                        "the role " + name + " has the name of a model",
                        "agents name both alike: rename one of them");
            } else if (!ModelReader.named(name)) {
                error(line, "a role's name has 1 to 64 letters, digits, dots, underscores and hyphens", "");
            } else if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
                read.put(name, new Role(name, steps(list)));
            } else {
                error(line, "the role " + name + " must be a list of models", HINT);
            }
        }
        return read;
    }

    /** Neighbours with a weight are equals; a model without one is a step of its own. */
    private List<List<Role.Share>> steps(SequenceNode list) {
        var steps = new ArrayList<List<Role.Share>>();
        var seen = new TreeSet<String>();
        var equals = new ArrayList<Role.Share>();
        for (var node : list.getValue()) {
            var share = share(node);
            if (share == null) {
                continue;
            }
            if (!seen.add(share.model())) {
                error(YamlBlock.lineOf(node), "the model " + share.model() + " stands here a second time", "");
            }
            if (node instanceof ScalarNode) {
                flush(equals, steps);
                steps.add(List.of(share));
            } else {
                equals.add(share);
            }
        }
        flush(equals, steps);
        return steps;
    }

    private static void flush(List<Role.Share> equals, List<List<Role.Share>> steps) {
        if (!equals.isEmpty()) {
            steps.add(List.copyOf(equals));
            equals.clear();
        }
    }

    private Role.@Nullable Share share(Node node) {
        var line = YamlBlock.lineOf(node);
        if (node instanceof ScalarNode scalar) {
            return known(scalar.getValue().strip(), line)
                    ? new Role.Share(scalar.getValue().strip(), 1)
                    : null;
        }
        if (!(node instanceof MappingNode)) {
            error(line, "a model of a role must be a name", HINT);
            return null;
        }
        var block = YamlBlock.of(file, "a model of a role", node, problems);
        if (block == null) {
            return null;
        }
        var model = block.required("model", HINT);
        var weight = (int) Math.min(HEAVIEST, block.whole("weight", 1, 1));
        block.done();
        return model != null && known(model, line) ? new Role.Share(model, weight) : null;
    }

    private boolean known(String model, int line) {
        if (models.contains(model) || model.equals(ModelRoles.BUILTIN)) {
            return true;
        }
        error(line, "no model is called " + model, Spelling.hint(model, models));
        return false;
    }

    private void error(int line, String message, String hint) {
        problems.add(Problem.error(file, line, message, hint));
    }
}
