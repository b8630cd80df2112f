package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.conversation.definition.ArgumentsTemplate;
import io.casebook.platform.definition.expression.BoundArguments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a tool that the platform fills, so that no model chooses for whom it acts.
 *
 * <p>A tool that writes must bind something: {@code $customer.id}, {@code $conversation.id} or something of a resource.
 * {@code bind: off} says that it acts for nobody in particular, which is an error all the same where a parameter is
 * named like an identity. A tool that only reads and leaves such a parameter open gets a warning.
 */
final class ToolBinding {

    private static final Pattern SOURCE =
            Pattern.compile("\\$(customer\\.id|conversation\\.id|resources\\.[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*)");

    private static final Pattern IDENTITY = Pattern.compile(
            "(?i)(customer|user|account|client|member|contact|patient|person)_?(id|no|nr|number|uuid|key)?");

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Problems.InFile problems;
    private final boolean off;

    private ToolBinding(Problems.InFile problems, boolean off) {
        this.problems = problems;
        this.off = off;
    }

    static ToolBinding read(Fields tool) {
        ToolBinding binding = new ToolBinding(tool.problems(), tool.isOff("bind"));
        if (!binding.off) {
            tool.named("bind").forEach(binding::take);
        }
        return binding;
    }

    private void take(String parameter, YamlNode.Entry entry) {
        if (entry.value() instanceof YamlNode.Scalar scalar
                && SOURCE.matcher(scalar.text()).matches()) {
            parameters.put(parameter, scalar.text());
        } else {
            problems.error(
                    entry.line(),
                    parameter + " is bound to " + entry.value().kind() + ", which the platform cannot fill",
                    "bind to $customer.id, $conversation.id or $resources.<name>.<path>");
        }
    }

    Map<String, String> parameters() {
        return parameters;
    }

    /** Renders what the platform fills; null where it fills nothing. */
    @Nullable
    ArgumentsTemplate values() {
        return parameters.isEmpty() ? null : new BoundArguments(parameters);
    }

    /** True for a name that says for whom something is done. */
    static boolean isIdentity(String parameter) {
        return IDENTITY.matcher(parameter).matches();
    }

    void check(String tool, int line, boolean writes, @Nullable JsonNode schema) {
        boolean reported = false;
        if (schema != null) {
            for (String parameter :
                    (Iterable<String>) () -> schema.path("properties").fieldNames()) {
                if (isIdentity(parameter)) {
                    open(tool, line, writes, parameter);
                    reported = true;
                }
            }
        }
        if (writes && parameters.isEmpty() && !off && !reported) {
            problems.error(
                    line,
                    "the tool " + tool + " writes and is bound to nobody",
                    "bind the customer, e.g. bind: {customer_id: $customer.id}, or write bind: off if it acts for nobody");
        }
    }

    private void open(String tool, int line, boolean writes, String parameter) {
        String message = "the tool " + tool + " lets the model choose " + parameter;
        String hint = "bind it: bind: {" + parameter + ": $customer.id}";
        if (writes) {
            problems.error(line, message, hint);
        } else {
            problems.warning(line, message, hint);
        }
    }
}
