package io.casebook.conversation;

import io.casebook.conversation.definition.Rendered;
import io.casebook.conversation.definition.Template;
import io.casebook.vocabulary.event.PolicyTriggered;
import org.jspecify.annotations.Nullable;

/** What a procedure's templates come to. A text with a hole is never said. */
final class ProcedureTexts {
    private ProcedureTexts() {}

    /** The text of a template; null, after a hand-off, where a value is missing. */
    static @Nullable String orHandOff(Decision decision, Template template) {
        return switch (template.render(FactsOf.conversation(decision))) {
            case Rendered.Complete complete -> complete.text();
            case Rendered.Incomplete incomplete -> {
                missing(decision, incomplete);
                yield null;
            }
        };
    }

    /** The text of a template; null where there is no template or a value is missing. */
    static @Nullable String orNothing(Decision decision, @Nullable Template template) {
        return template != null && template.render(FactsOf.conversation(decision)) instanceof Rendered.Complete complete
                ? complete.text()
                : null;
    }

    static void missing(Decision decision, Rendered.Incomplete incomplete) {
        decision.bySystem(new PolicyTriggered("missing_value", incomplete.describe()));
        HandOffRules.handOff(decision, ReasonCode.MISSING_VALUE);
    }
}
