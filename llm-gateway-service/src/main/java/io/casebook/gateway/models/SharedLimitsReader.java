package io.casebook.gateway.models;

import io.casebook.platform.definition.Problem;
import io.casebook.platform.definition.expression.Spelling;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the limits that several models have together, as a rule those of an account with a provider. */
final class SharedLimitsReader {
    private final String file;
    private final List<Problem> problems;

    SharedLimitsReader(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    Map<String, ModelLimits> read(YamlBlock top, Collection<ModelSpec> models) {
        var shared = new LinkedHashMap<String, ModelLimits>();
        var named = top.block("shared_limits");
        if (named != null) {
            read(named, shared);
        }
        for (var model : models) {
            var name = model.limits().shared();
            if (name != null && !shared.containsKey(name)) {
                problems.add(Problem.error(
                        file,
                        model.line(),
                        "the model %s shares the limit %s, which is not there".formatted(model.name(), name),
                        "define it below shared_limits: (" + Spelling.hint(name, shared.keySet()) + ")"));
            }
        }
        return shared;
    }

    private static void read(YamlBlock named, Map<String, ModelLimits> shared) {
        for (var name : named.keys()) {
            var limits = named.block(name);
            if (limits == null) {
                named.error(
                        named.line(name),
                        "the limit " + name + " says nothing",
                        "give it requests_per_minute or tokens_per_minute");
            } else {
                shared.put(
                        name,
                        new ModelLimits(
                                limits.whole("requests_per_minute", 1, 0), limits.whole("tokens_per_minute", 1, 0)));
                limits.done();
            }
        }
    }
}
