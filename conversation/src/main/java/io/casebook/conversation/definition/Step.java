package io.casebook.conversation.definition;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One step of a procedure. What it does is the engine's; this says what it is. */
public sealed interface Step {

    /** The step as procedures and {@code ProcedureStepTaken} spell it. */
    String kind();

    /** The steps of one of its branches; empty where it has no such branch. */
    default List<Step> branch(Branch branch) {
        return List.of();
    }

    /** True when no step follows it: the conversation goes elsewhere or ends. */
    default boolean ends() {
        return false;
    }

    /**
     * Asks the customer for a value, unless it is already known.
     *
     * @param slot where the value goes
     * @param text the question
     * @param pattern what a value looks like: its first group, or the whole match where it has none; null takes the
     *     whole message
     * @param invalid what to say when nothing in the message fits; null repeats the question
     */
    record Ask(
            String slot,
            Template text,
            @Nullable Pattern pattern,
            @Nullable Template invalid) implements Step {
        @Override
        public String kind() {
            return "ask";
        }
    }

    /**
     * Calls a tool.
     *
     * @param tool name of the tool
     * @param with its arguments
     * @param as name of the result
     * @param onError what to do when it fails; null hands off, an empty list goes on without the result
     */
    record Call(
            String tool,
            ArgumentsTemplate with,
            String as,
            @Nullable List<Step> onError) implements Step {
        public Call {
            onError = onError == null ? null : List.copyOf(onError);
        }

        @Override
        public String kind() {
            return "call";
        }

        @Override
        public List<Step> branch(Branch branch) {
            return branch == Branch.ON_ERROR && onError != null ? onError : List.of();
        }
    }

    /**
     * Chooses between two ways.
     *
     * @param when the condition; one that stays undecided hands off
     * @param then steps where it holds
     * @param otherwise steps where it does not
     */
    record If(Condition when, List<Step> then, List<Step> otherwise) implements Step {
        public If {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }

        @Override
        public String kind() {
            return "if";
        }

        @Override
        public List<Step> branch(Branch branch) {
            return switch (branch) {
                case THEN -> then;
                case ELSE -> otherwise;
                case ON_ERROR -> List.of();
            };
        }
    }

    /**
     * Says something to the customer.
     *
     * @param text what
     */
    record Say(Template text) implements Step {
        @Override
        public String kind() {
            return "say";
        }
    }

    /**
     * Lets a model work on a part of the procedure that is written in plain language.
     *
     * @param instructions what to do
     * @param tools the tools that it may call, and no others
     */
    record Agent(String instructions, List<String> tools) implements Step {
        public Agent {
            Require.text(instructions, "instructions");
            tools = List.copyOf(tools);
        }

        @Override
        public String kind() {
            return "agent";
        }
    }

    /**
     * Asks the customer to say yes or no.
     *
     * @param slot gets {@link #YES} or {@link #NO}
     * @param text the question
     * @param of the slot whose value is to be confirmed: a no asks for it again, and a customer who gives another value
     *     corrects it; null where the question is about something else
     */
    record Confirm(String slot, Template text, @Nullable String of) implements Step {
        /** The slot's value after a yes. */
        public static final String YES = "yes";

        /** The slot's value after a no. */
        public static final String NO = "no";

        @Override
        public String kind() {
            return "confirm";
        }
    }

    /**
     * Gives the conversation to people.
     *
     * @param target id of the team; null for the procedure's, then the agent's default
     * @param note what they should know; null for nothing beyond the summary
     */
    record HandOff(@Nullable String target, @Nullable Template note) implements Step {
        @Override
        public String kind() {
            return "handoff";
        }

        @Override
        public boolean ends() {
            return true;
        }
    }

    /**
     * Ends the procedure.
     *
     * @param resolution what came of it: {@link #RESOLVED} closes the conversation after the time that the lifecycle
     *     gives, {@link #OPEN} goes on with it
     */
    record Finish(String resolution) implements Step {
        /** The customer has what they came for. */
        public static final String RESOLVED = "resolved";

        /** The procedure is over, the matter is not. */
        public static final String OPEN = "open";

        @Override
        public String kind() {
            return "finish";
        }

        @Override
        public boolean ends() {
            return true;
        }
    }

    /**
     * Goes on with another procedure, from its first step, with the slots that are filled.
     *
     * @param procedure id of the other procedure
     * @param returns true to come back when the other one ends, with the slots and results that it filled
     */
    record Jump(String procedure, boolean returns) implements Step {
        @Override
        public String kind() {
            return "jump";
        }

        @Override
        public boolean ends() {
            return !returns;
        }
    }
}
