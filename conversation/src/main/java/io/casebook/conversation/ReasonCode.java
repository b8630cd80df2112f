package io.casebook.conversation;

/**
 * Why the agent gave a conversation to people. The code stands in {@code HandedOff}; the words are for the desk.
 */
public enum ReasonCode {
    HUMAN_REQUESTED("The customer asked for a human."),
    AI_REFUSED("The customer does not want to be answered by an AI agent."),
    AI_CONSENT_MISSING("Nobody knows whether the customer agrees to be answered by an AI agent."),
    FORBIDDEN_TOPIC("The customer's topic is one that the agent must not handle."),
    INJECTION_SUSPECTED("The message tries to give the agent instructions."),
    UNSUPPORTED_LANGUAGE("The customer writes in a language that the agent does not speak."),
    NOT_UNDERSTOOD("The agent asked and still does not know what the customer wants."),
    LOW_CONFIDENCE("The agent is not sure enough of its answer."),
    FAILED_CHECKS("The agent's answer did not pass the checks."),
    REPLY_REFUSED("A person refused the agent's answer."),
    REPLY_APPROVAL_EXPIRED("Nobody decided in time on the agent's answer."),
    PROCEDURE("The procedure says that a human takes it from here."),
    REQUIREMENT_FAILED("What the procedure requires is not certain."),
    CONDITION_UNDECIDED("A condition of the procedure could not be evaluated."),
    MISSING_VALUE("A text or argument of the procedure needs a value that is not there."),
    STEP_MISSING("The procedure names a step, tool or procedure that its version does not have."),
    VERSION_MISSING("The version in which the procedure began is not to be had any more."),
    PROCEDURE_LOOP("The procedure goes in circles, or jumps too deep."),
    PROCEDURE_LIMIT("The procedure was entered as often today as its limit allows."),
    TOOL_FAILED("A tool that the procedure needs failed."),
    CRITICAL_TOOL_FAILED("A tool without which the agent must not go on failed."),
    TOOL_OUTCOME_UNKNOWN("Nobody can tell whether an action took effect; a human must check."),
    APPROVAL_REFUSED("A person refused an action that the customer waits for."),
    APPROVAL_EXPIRED("Nobody decided in time on an action that the customer waits for."),
    STEP_LIMIT("The agent took as many steps as it may for one answer."),
    IDENTICAL_TOOL_CALLS("The agent repeated the same tool call."),
    TURN_BUDGET_EXHAUSTED("The model calls for this answer used up their budget."),
    BUDGET_EXHAUSTED("The conversation's model calls used up their budget."),
    TURN_DEADLINE("The answer was not ready in time."),
    MODEL_UNAVAILABLE("No model could answer."),
    NEEDS_GENERATIVE_MODEL("The step needs a model that writes, and none is configured."),
    MODEL_REQUESTED("The model asked for a human."),
    AGENT_UNAVAILABLE("No version of the agent is published.");

    private final String words;

    ReasonCode(String words) {
        this.words = words;
    }

    /** The code as it stands in events. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Why, in words, for people at the desk. */
    public String words() {
        return words;
    }

    /** The words for a code; the code itself where it is none of ours. */
    public static String wordsFor(String code) {
        for (var reason : values()) {
            if (reason.code().equals(code)) {
                return reason.words;
            }
        }
        return code;
    }
}
