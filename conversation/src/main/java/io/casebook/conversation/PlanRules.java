package io.casebook.conversation;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.PlanMade;
import io.casebook.vocabulary.event.RecoveryChosen;
import io.casebook.vocabulary.state.Answering;
import org.jspecify.annotations.Nullable;

/** What the log says of how an agent means to go on: its plans, and what it does about failures. */
final class PlanRules {
    static final String ANOTHER_TOOL = "another_tool";
    static final String RETRY = "retry";
    static final String QUESTION = "question";
    static final String SMALLER_ANSWER = "smaller_answer";
    static final String HAND_OFF = "hand_off";
    static final String ON_ERROR = "on_error";

    private PlanRules() {}

    /** True where the model wrote down a plan, new or not. */
    static boolean planned(Decision decision, @Nullable PersonalText plan) {
        var text = Personal.plainOrNull(plan);
        if (plan == null || text == null || text.isBlank()) {
            return false;
        }
        var bounded = Bounds.cut(plan, Bounds.PLAN_CHARACTERS);
        var before = decision.turn().plan();
        if (before == null) {
            decision.byAgent(new PlanMade(bounded, 1, null));
        } else if (!before.plan().equals(bounded)) {
            decision.byAgent(new PlanMade(bounded, before.revision() + 1, because(decision.turn())));
        }
        return true;
    }

    /** What came in since the plan before: failures, else the latest result. */
    private static String because(Answering turn) {
        if (!turn.failures().isEmpty()) {
            return failures(turn);
        }
        if (turn.exchanges().isEmpty()) {
            return "nothing new came in";
        }
        var latest = turn.exchanges().getLast();
        return latest.tool() + ": " + latest.outcome();
    }

    /** The agent goes on this way; nothing is recorded where nothing failed. */
    static void goesOnWith(Decision decision, String recovery) {
        if (decision.state().phase() instanceof Answering turn
                && !turn.failures().isEmpty()) {
            decision.byAgent(new RecoveryChosen(recovery, failures(turn)));
        }
    }

    /** The agent answers the customer all the same. */
    static void goesOnWithText(Decision decision, String text) {
        goesOnWith(decision, text.strip().endsWith("?") ? QUESTION : SMALLER_ANSWER);
    }

    private static String failures(Answering turn) {
        return String.join(", ", turn.failures());
    }
}
