package io.casebook.tools;

import io.casebook.tools.run.Whys;
import io.casebook.vocabulary.tool.ToolCallResult;
import org.jspecify.annotations.Nullable;

/**
 * A call by hand.
 *
 * @param result what came of it
 * @param why why tries of it came to nothing, for a person; null where none did
 */
public record Tried(ToolCallResult result, @Nullable String why) {
    static Tried of(Whys.Heard<ToolCallResult> heard) {
        return new Tried(heard.result(), heard.whys().isEmpty() ? null : String.join("; ", heard.whys()));
    }
}
