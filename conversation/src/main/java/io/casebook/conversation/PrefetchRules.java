package io.casebook.conversation;

import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.state.OpenRequest;

/**
 * Tools that are called when a turn begins, beside the search for knowledge and the classifier, so that what they tell is there
 * when the agent begins to think, or when a procedure takes the answer to its question. They read, and take nothing that somebody would have to choose.
 */
final class PrefetchRules {
    private static final String KIND = "prefetch";
    private static final String NOTHING = "{}";

    private PrefetchRules() {}

    /** Calls them all; one whose condition does not certainly hold is left out without a word. */
    static void ask(Decision decision) {
        decision.definition().tools().values().stream()
                .filter(tool -> tool.prefetch() && ToolRules.objection(decision, tool, NOTHING) == null)
                .forEach(tool -> call(decision, tool));
    }

    /** True for a call that was made to begin with, and after which the turn still has to choose its way. */
    static boolean asked(OpenRequest open) {
        return open.requestId().startsWith(KIND + "-");
    }

    private static void call(Decision decision, Tool tool) {
        decision.byAgent(new ToolCallRequested(
                DerivedIds.named(KIND, decision, tool.name()),
                tool.name(),
                ToolEffect.READ,
                Personal.text(NOTHING),
                ContentHash.of(NOTHING),
                decision.turn().deadlineAt(),
                null,
                null,
                null,
                null,
                null));
    }
}
