package io.casebook.gateway.models;

import io.casebook.conversation.definition.ModelRoles;
import io.casebook.platform.definition.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The models file of an installation: which models there are beside the built-in one.
 *
 * @param models by name, in the order of the file
 * @param roles what agents may name instead of models
 * @param sharedLimits limits that several models have together, by name
 * @param budgets what they may cost
 */
public record ModelsFile(
        Map<String, ModelSpec> models,
        Map<String, Role> roles,
        Map<String, ModelLimits> sharedLimits,
        Budgets budgets) {
    private static final int LARGEST = 1_000_000;

    /** No models but the built-in one. */
    public static final ModelsFile EMPTY = new ModelsFile(Map.of());

    public ModelsFile {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        roles = Map.copyOf(roles);
        sharedLimits = Map.copyOf(sharedLimits);
    }

    /** Models alone. */
    public ModelsFile(Map<String, ModelSpec> models) {
        this(models, Map.of(), Map.of(), Budgets.NONE);
    }

    /**
     * Reads a models file. Keys that are missing from the environment are no mistake of the file: ask {@link #unusable}.
     *
     * @throws ModelsFileException when it is not there or not right; the message has a line for each mistake
     */
    public static ModelsFile parse(Path path) throws ModelsFileException {
        var file = path.getFileName() == null
                ? path.toString()
                : path.getFileName().toString();
        try {
            if (Files.size(path) > LARGEST) {
                throw new ModelsFileException(List.of(Problem.error(file, 1, "larger than a megabyte", "")));
            }
            return parse(file, Files.readString(path));
        } catch (NoSuchFileException e) {
            throw new ModelsFileException(List.of(Problem.error(
                    path.toString(),
                    1,
                    "there is no such file",
                    "casebook.models (--models) must name the models file")));
        } catch (IOException e) {
            throw new ModelsFileException(List.of(
                    Problem.error(path.toString(), 1, "cannot be read", "it must be a readable file in UTF-8")));
        }
    }

    /** Reads the text of a models file; the name is for messages. */
    static ModelsFile parse(String file, String text) throws ModelsFileException {
        var problems = new ArrayList<Problem>();
        var models = new LinkedHashMap<String, ModelSpec>();
        var root = compose(file, text, problems);
        var top = root == null ? null : YamlBlock.of(file, "the file", root, problems);
        if (top == null) {
            throw new ModelsFileException(problems.stream().sorted().distinct().toList());
        }
        var named = top.block("models");
        if (top.node("models") == null) {
            top.error(1, "models is missing", "write models: and below it one block for each model");
        }
        if (named != null) {
            for (var name : named.keys()) {
                var spec = new ModelReader(file, problems).read(named, name);
                if (spec != null) {
                    models.put(name, spec);
                }
            }
        }
        var shared = new SharedLimitsReader(file, problems).read(top, models.values());
        var declared = top.block("roles");
        var names = named == null ? Set.<String>of() : named.keys();
        var roles = declared == null ? Map.<String, Role>of() : new RolesReader(file, names, problems).read(declared);
        var budgets = BudgetReader.read(top.block("budgets"));
        top.done();
        if (!problems.isEmpty()) {
            throw new ModelsFileException(problems.stream().sorted().distinct().toList());
        }
        return new ModelsFile(models, roles, shared, budgets);
    }

    /** The models behind names of models and of roles, each once, in the order in which a conversation is to try them. */
    public List<String> resolve(List<String> names, String conversationId) {
        var resolved = new LinkedHashSet<String>();
        for (var name : names) {
            var role = roles.get(name);
            resolved.addAll(role == null ? List.of(name) : role.models(conversationId));
        }
        return List.copyOf(resolved);
    }

    /** The models that cannot be called as things stand, by name, each with what to do about it; no secret in it. */
    public Map<String, String> unusable(Function<String, @Nullable String> environment) {
        var reasons = new LinkedHashMap<String, String>();
        for (var spec : models.values()) {
            var secrets = new ArrayList<>(spec.headers().values());
            if (spec.apiKey() != null) {
                secrets.addFirst(spec.apiKey());
            }
            for (var secret : secrets) {
                if (secret.value(environment) instanceof Secret.Missing missing) {
                    reasons.putIfAbsent(spec.name(), missing.reason());
                }
            }
        }
        return reasons;
    }

    /** True for a name that an agent may use: the built-in model, or a model or a role of the file. */
    public boolean knows(String name) {
        return name.equals(ModelRoles.BUILTIN) || models.containsKey(name) || roles.containsKey(name);
    }

    private static @Nullable Node compose(String file, String text, List<Problem> problems) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(20);
        try {
            var root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                problems.add(Problem.error(
                        file, 1, "the file is empty", "write models: and below it one block for each model"));
            }
            return root;
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
            var line = mark == null ? 1 : mark.getLine() + 1;
            problems.add(Problem.error(file, line, "not YAML: " + e.getProblem(), ""));
        } catch (YAMLException e) {
            problems.add(Problem.error(file, 1, "not YAML that is read here", "leave out aliases and deep nesting"));
        }
        return null;
    }
}
