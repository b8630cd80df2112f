package io.casebook.gateway.models;

import io.casebook.conversation.definition.ModelRoles;
import io.casebook.platform.definition.CompiledDefinition.PromptKey;
import io.casebook.platform.definition.Problem;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one model of the models file. */
final class ModelReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern SECRET_HEADER = Pattern.compile("(?i)auth|key|token|secret|cookie");
    private static final BigDecimal HOTTEST = BigDecimal.valueOf(2);

    private final String file;
    private final List<Problem> problems;

    ModelReader(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Whether something of the file may have that name. */
    static boolean named(String name) {
        return NAME.matcher(name).matches();
    }

    /** The model of that name; null, and a problem, where it cannot be read. */
    @Nullable
    ModelSpec read(YamlBlock models, String name) {
        var line = models.line(name);
        if (name.equals(ModelRoles.BUILTIN)) {
            models.error(line, "the name builtin is taken by the built-in model", "choose another name");
        } else if (!named(name)) {
            models.error(line, "a model's name has 1 to 64 letters, digits, dots, underscores and hyphens", "");
        }
        var node = models.node(name);
        if (node == null) {
            models.error(
                    line,
                    "the model " + name + " says nothing",
                    "it needs base_url and model, or another provider with its keys");
            return null;
        }
        var block = YamlBlock.of(file, "the model " + name, node, problems);
        return block == null ? null : read(block, name, line);
    }

    private @Nullable ModelSpec read(YamlBlock block, String name, int line) {
        var access = AccessReader.read(block);
        if (access == null) {
            return null;
        }
        var model = model(block, access);
        var spec = new ModelSpec(
                name,
                line,
                access,
                model == null ? "" : model,
                family(block),
                apiKey(block),
                headers(block),
                capabilities(block, access.provider()),
                block.flag("prompt_cache", access.provider().promptCache()),
                (int) Math.min(Integer.MAX_VALUE, block.whole("context", 256, 0)),
                (int) Math.min(Integer.MAX_VALUE, block.whole("max_output", 1, 0)),
                temperature(block),
                block.duration("timeout", ModelSpec.DEFAULT_TIMEOUT),
                block.durationOrNull("hedge_after"),
                limits(block),
                PriceReader.read(block, file, problems));
        block.done();
        return model == null ? null : spec;
    }

    /** Azure knows the deployment alone; what it is called beside that does not matter. */
    private static @Nullable String model(YamlBlock block, Access access) {
        if (access.deployment() != null) {
            var named = block.text("model");
            return named == null ? access.deployment() : named;
        }
        return block.required("model", "it is the name by which the endpoint knows the model");
    }

    private static Set<Capability> capabilities(YamlBlock block, Provider provider) {
        if (block.node("capabilities") == null) {
            return provider.capabilities();
        }
        var capabilities = EnumSet.noneOf(Capability.class);
        for (var word : block.words("capabilities")) {
            var capability = Capability.of(word);
            if (capability == null) {
                block.error(
                        block.line("capabilities"),
                        "the capability " + word + " is not known",
                        "there are " + String.join(", ", Capability.keys()));
            } else {
                capabilities.add(capability);
            }
        }
        return capabilities;
    }

    private static @Nullable Secret apiKey(YamlBlock block) {
        var text = block.text("api_key");
        if (text == null) {
            return null;
        }
        var secret = Secret.of(text);
        if (secret == null) {
            block.error(block.line("api_key"), "a key must not stand in this file", Secret.NOTATION);
        }
        return secret;
    }

    private static Map<String, Secret> headers(YamlBlock block) {
        var headers = new LinkedHashMap<String, Secret>();
        var named = block.block("headers");
        if (named == null) {
            return headers;
        }
        for (var name : named.keys()) {
            var text = named.text(name);
            if (!HEADER.matcher(name).matches()) {
                named.error(named.line(name), "not the name of a header", "use letters, digits and hyphens");
            } else if (text != null) {
                var secret = Secret.of(text);
                if (secret == null && SECRET_HEADER.matcher(name).find()) {
                    named.error(named.line(name), "a key must not stand in this file", Secret.NOTATION);
                }
                headers.put(name, secret == null ? new Secret.Plain(text) : secret);
            }
        }
        return headers;
    }

    private static String family(YamlBlock block) {
        var family = block.text("family");
        if (family == null) {
            return PromptKey.DEFAULT;
        }
        if (!NAME.matcher(family).matches()) {
            block.error(block.line("family"), "family must be a name such as small-open", "");
        }
        return family;
    }

    private static @Nullable Double temperature(YamlBlock block) {
        var number = block.decimal("temperature");
        if (number != null && number.compareTo(HOTTEST) > 0) {
            block.error(block.line("temperature"), "temperature must lie between 0 and 2", "");
        }
        return number == null ? null : number.doubleValue();
    }

    private static ModelLimits limits(YamlBlock block) {
        var limits = block.block("limits");
        if (limits == null) {
            return ModelLimits.NONE;
        }
        var read = new ModelLimits(
                limits.whole("requests_per_minute", 1, 0),
                limits.whole("tokens_per_minute", 1, 0),
                limits.text("shared"));
        limits.done();
        return read;
    }
}
