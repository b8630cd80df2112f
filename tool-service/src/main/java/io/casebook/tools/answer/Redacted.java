package io.casebook.tools.answer;

import io.casebook.tools.vault.Hidden;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An answer without what nobody is to see.
 *
 * @param content what is left
 * @param hidden what was taken out, each value once
 */
public record Redacted(JsonNode content, List<Hidden> hidden) {
    public Redacted {
        hidden = List.copyOf(hidden);
    }
}
