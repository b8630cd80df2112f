package io.casebook.conversation.definition;

import io.casebook.conversation.check.ToolClaims;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers the parts of a {@link Tool}; what is not said has the default that docs/ names. */
public final class ToolBuilder {

    private final String name;
    private final Tool.Effect effect;
    private String description = "";
    private String parametersJson = Tool.NO_PARAMETERS;
    private @Nullable String returnsJson;
    private Map<String, String> bind = Map.of();
    private @Nullable ArgumentsTemplate boundValues;
    private @Nullable Condition approve;
    private @Nullable Condition requires;
    private boolean critical;
    private Duration timeout = Tool.DEFAULT_TIMEOUT;
    private @Nullable RateLimit limit;
    private @Nullable CustomerLimit customerLimit;
    private List<String> notWith = List.of();
    private List<String> redact = List.of();
    private Set<Sensitive> redactKinds = Sensitive.BY_DEFAULT;
    private Set<String> receives = Set.of();
    private @Nullable String idempotencyHeader;
    private @Nullable String idempotencyField;
    private @Nullable OutcomeCheck check;
    private @Nullable Object sandboxAnswer;
    private @Nullable Duration cacheTtl;
    private @Nullable List<ToolClaims.ClaimPhrase> claims;
    private ToolOutput output = ToolOutput.ALL;
    private List<String> invalidates = List.of();
    private @Nullable Duration answersLater;
    private boolean prefetch;
    private Map<String, ? extends @Nullable Object> execution = Map.of();

    ToolBuilder(String name, Tool.Effect effect) {
        this.name = name;
        this.effect = effect;
    }

    public ToolBuilder description(String value) {
        description = value;
        return this;
    }

    public ToolBuilder parameters(String json) {
        parametersJson = json;
        return this;
    }

    public ToolBuilder returns(@Nullable String json) {
        returnsJson = json;
        return this;
    }

    public ToolBuilder bind(Map<String, String> value) {
        bind = value;
        return this;
    }

    public ToolBuilder boundValues(@Nullable ArgumentsTemplate value) {
        boundValues = value;
        return this;
    }

    public ToolBuilder approve(@Nullable Condition value) {
        approve = value;
        return this;
    }

    public ToolBuilder requires(@Nullable Condition value) {
        requires = value;
        return this;
    }

    public ToolBuilder critical(boolean value) {
        critical = value;
        return this;
    }

    public ToolBuilder timeout(Duration value) {
        timeout = value;
        return this;
    }

    public ToolBuilder limit(@Nullable RateLimit value) {
        limit = value;
        return this;
    }

    public ToolBuilder redact(List<String> pointers) {
        redact = pointers;
        return this;
    }

    public ToolBuilder idempotencyHeader(@Nullable String value) {
        idempotencyHeader = value;
        return this;
    }

    public ToolBuilder idempotencyField(@Nullable String value) {
        idempotencyField = value;
        return this;
    }

    public ToolBuilder check(@Nullable OutcomeCheck value) {
        check = value;
        return this;
    }

    public ToolBuilder customerLimit(@Nullable CustomerLimit value) {
        customerLimit = value;
        return this;
    }

    public ToolBuilder notWith(List<String> tools) {
        notWith = tools;
        return this;
    }

    public ToolBuilder redactKinds(Set<Sensitive> kinds) {
        redactKinds = kinds;
        return this;
    }

    public ToolBuilder receives(Set<String> kinds) {
        receives = kinds;
        return this;
    }

    public ToolBuilder sandboxAnswer(@Nullable Object value) {
        sandboxAnswer = value;
        return this;
    }

    public ToolBuilder cacheTtl(@Nullable Duration value) {
        cacheTtl = value;
        return this;
    }

    public ToolBuilder claims(@Nullable List<ToolClaims.ClaimPhrase> phrases) {
        claims = phrases;
        return this;
    }

    public ToolBuilder output(ToolOutput value) {
        output = value;
        return this;
    }

    public ToolBuilder invalidates(List<String> tools) {
        invalidates = tools;
        return this;
    }

    public ToolBuilder answersLater(@Nullable Duration value) {
        answersLater = value;
        return this;
    }

    public ToolBuilder prefetch(boolean value) {
        prefetch = value;
        return this;
    }

    public ToolBuilder execution(Map<String, ? extends @Nullable Object> value) {
        execution = value;
        return this;
    }

    /** The tool, checked. */
    public Tool build() {
        return new Tool(
                name,
                description,
                effect,
                parametersJson,
                returnsJson,
                bind,
                boundValues,
                approve,
                requires,
                critical,
                timeout,
                limit,
                customerLimit,
                notWith,
                redact,
                redactKinds,
                receives,
                idempotencyHeader,
                idempotencyField,
                check,
                cacheTtl,
                claims,
                output,
                invalidates,
                answersLater,
                prefetch,
                sandboxAnswer,
                Require.deepCopy(execution));
    }
}
