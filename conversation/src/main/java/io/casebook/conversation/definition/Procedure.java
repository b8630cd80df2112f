package io.casebook.conversation.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the agent does one job: prose for a model, or steps.
 *
 * @param id unique; also the intent that leads to it
 * @param when when it applies, in plain words
 * @param examples what customers write who want it
 * @param requires it is not entered unless this certainly holds; null always allows
 * @param tools the tools that it may call, and no others
 * @param handOffTarget team that takes over from it; null for the agent's default
 * @param limit how often it may be entered; null for no limit
 * @param onDigression what becomes of it when the customer wants another procedure in between
 * @param body the procedure in plain language; with steps, background for its {@code agent} steps; may be empty then
 * @param steps the steps; empty for a procedure in prose
 */
public record Procedure(
        String id,
        String when,
        List<String> examples,
        @Nullable Condition requires,
        List<String> tools,
        @Nullable String handOffTarget,
        @Nullable DailyLimit limit,
        OnDigression onDigression,
        String body,
        List<Step> steps) {

    public Procedure {
        Require.text(id, "id");
        Require.text(when, "when");
        examples = List.copyOf(examples);
        tools = List.copyOf(tools);
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            Require.text(body, "the procedure's text");
        }
    }

    /** A procedure of steps with nothing else said. */
    public static Procedure ofSteps(String id, String when, List<Step> steps) {
        return new Procedure(id, when, List.of(), null, List.of(), null, null, OnDigression.LEAVE, "", steps);
    }

    /** A procedure in prose with nothing else said. */
    public static Procedure ofProse(String id, String when, List<String> tools, String body) {
        return new Procedure(id, when, List.of(), null, tools, null, null, OnDigression.LEAVE, body, List.of());
    }

    /** True when a model works by the text, false when there are steps. */
    public boolean isProse() {
        return steps.isEmpty();
    }

    /** The first step; null for a procedure in prose. */
    public @Nullable StepPath first() {
        return steps.isEmpty() ? null : StepPath.top(0);
    }

    /** The step at a path; null where there is none. */
    public @Nullable Step step(StepPath path) {
        List<Step> siblings = siblings(path);
        return path.index() < siblings.size() ? siblings.get(path.index()) : null;
    }

    /** The step to take after this one: the next sibling, else what follows the step around it; null at the end. */
    public @Nullable StepPath after(StepPath path) {
        StepPath next = path.next();
        if (step(next) != null) {
            return next;
        }
        StepPath.Fork fork = path.fork();
        return fork == null ? null : after(fork.step());
    }

    /** The first step of a branch; where the branch is empty, what follows the step around it; null at the end. */
    public @Nullable StepPath enter(StepPath path, Branch branch) {
        StepPath child = path.child(branch, 0);
        return step(child) != null ? child : after(path);
    }

    /** Every step's path in document order, those of a step's branches right after it. */
    public List<StepPath> paths() {
        List<StepPath> paths = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            collect(StepPath.top(i), steps.get(i), paths);
        }
        return List.copyOf(paths);
    }

    private static void collect(StepPath path, Step step, List<StepPath> paths) {
        paths.add(path);
        for (Branch branch : Branch.values()) {
            List<Step> inside = step.branch(branch);
            for (int i = 0; i < inside.size(); i++) {
                collect(path.child(branch, i), inside.get(i), paths);
            }
        }
    }

    private List<Step> siblings(StepPath path) {
        StepPath.Fork fork = path.fork();
        if (fork == null) {
            return steps;
        }
        Step around = step(fork.step());
        return around == null ? List.of() : around.branch(fork.branch());
    }
}
