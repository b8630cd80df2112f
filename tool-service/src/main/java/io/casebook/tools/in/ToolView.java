package io.casebook.tools.in;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.casebook.conversation.definition.Tool;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A tool as models see it, and what the platform does about it. How it is called is not shown: addresses are the installation's.
 *
 * @param id its name
 * @param description what it does
 * @param effect {@code read} or {@code write}
 * @param parameters JSON Schema of what a caller may send
 * @param bound parameters that the platform fills
 * @param approve when a person must approve the call; null where never
 * @param requires when it may be called; null where always
 * @param critical true where its failure ends the turn in a hand-off
 * @param timeoutMs how long one try may take, in milliseconds
 * @param repeatable true where a repetition of the same call has no further effect
 */
record ToolView(
        String id,
        String description,
        String effect,
        @JsonRawValue String parameters,
        List<String> bound,
        @Nullable String approve,
        @Nullable String requires,
        boolean critical,
        long timeoutMs,
        boolean repeatable) {

    static ToolView of(Tool tool) {
        var approve = tool.approve();
        var requires = tool.requires();
        return new ToolView(
                tool.name(),
                tool.description(),
                tool.effect().name().toLowerCase(Locale.ROOT),
                tool.parametersJson(),
                List.copyOf(tool.bind().keySet()),
                approve == null ? null : approve.source(),
                requires == null ? null : requires.source(),
                tool.critical(),
                tool.timeout().toMillis(),
                !tool.writes() || tool.repeatable());
    }
}
