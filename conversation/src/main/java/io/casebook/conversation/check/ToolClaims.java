package io.casebook.conversation.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reply says that claims a tool's action.
 *
 * @param tool name of the tool
 * @param writes true where it changes the world, so that its name alone tells how its action is claimed
 * @param phrases the phrases of the definition; null to tell by the tool's name
 */
public record ToolClaims(
        String tool, boolean writes, @Nullable List<ClaimPhrase> phrases) {
    public ToolClaims {
        phrases = phrases == null ? null : List.copyOf(phrases);
    }

    /**
     * Words that claim the action.
     *
     * @param language the language they are in, BCP 47; empty for any
     * @param text the words
     */
    public record ClaimPhrase(String language, String text) {}
}
