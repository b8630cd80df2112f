package io.casebook.tools;

import io.casebook.tools.call.Denied;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolDenial;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import io.casebook.vocabulary.tool.ToolUnknown;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts and times calls: {@code casebook.tools.calls}, by tool, outcome and reason. */
final class CallMetrics {
    private static final String NONE = "none";

    private final MeterRegistry registry;

    CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Takes note of a call. */
    void record(ToolCallResult result, Duration taken) {
        Timer.builder("casebook.tools.calls")
                .description("Calls of tools")
                .tag("tool", tool(result))
                .tag("outcome", name(result.outcome()))
                .tag("reason", reason(result.outcome()))
                .register(registry)
                .record(taken);
    }

    /** A name that stands in no definition is the model's invention; there is no end of those. */
    private static String tool(ToolCallResult result) {
        return reason(result.outcome()).equals(Denied.UNKNOWN_TOOL) ? "unknown" : result.tool();
    }

    /** The outcome in one word, as the API has it. */
    static String name(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolSuccess success -> "succeeded";
            case ToolFailure failure -> "failed";
            case ToolDenial denial -> "denied";
            case ToolUnknown unknown -> "unknown";
            case ToolOutcome.Unknown other -> "other";
        };
    }

    private static String reason(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolFailure failure -> failure.reasonCode();
            case ToolDenial denial -> denial.reasonCode();
            case ToolSuccess success -> NONE;
            case ToolUnknown unknown -> NONE;
            case ToolOutcome.Unknown other -> NONE;
        };
    }
}
