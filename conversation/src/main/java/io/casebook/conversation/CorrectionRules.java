package io.casebook.conversation;

import io.casebook.conversation.definition.Procedure;
import io.casebook.conversation.definition.Step;
import io.casebook.conversation.definition.StepPath;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.SlotsForgotten;
import io.casebook.vocabulary.state.RequestKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A customer who takes an answer back: "no, order 1002". It counts where a pattern makes it certain which answer is meant, and
 * only as long as nothing was done that rests on it. What was confirmed or looked up with the old value no longer counts.
 */
final class CorrectionRules {
    private CorrectionRules() {}

    /**
     * Another value for a slot that was asked for earlier.
     *
     * @param path the step that asked
     * @param slot what it asked for
     * @param value what the customer says now
     * @param start where that stands in the words
     * @param end where it ends
     */
    record Correction(StepPath path, String slot, String value, int start, int end) {
        private boolean overlaps(Correction other) {
            return start < other.end && other.start < end;
        }
    }

    /** The corrections that the words certainly are; empty where they are none or leave a doubt. */
    static List<Correction> in(Decision decision, Position waiting, String text) {
        if (somethingIsDone(decision, waiting)) {
            return List.of();
        }
        var found = new ArrayList<Correction>();
        var doubtful = false;
        for (var path : waiting.procedure().paths()) {
            if (waiting.procedure().step(path) instanceof Step.Ask ask && ask.pattern() != null) {
                var values = values(waiting, path, ask, text);
                doubtful |= values.size() > 1;
                values.stream()
                        .filter(value ->
                                found.stream().noneMatch(known -> known.slot().equals(value.slot())))
                        .forEach(found::add);
            }
        }
        doubtful |=
                found.stream().anyMatch(one -> found.stream().anyMatch(two -> !one.equals(two) && one.overlaps(two)));
        return doubtful || !(Lexicon.corrects(text) || isWhatIsConfirmed(waiting, found)) ? List.of() : found;
    }

    private static boolean isWhatIsConfirmed(Position waiting, List<Correction> found) {
        return waiting.step() instanceof Step.Confirm confirm
                && confirm.of() != null
                && found.size() == 1
                && found.getFirst().slot().equals(confirm.of());
    }

    /** An action that is done or under way cannot be taken back by another value. */
    private static boolean somethingIsDone(Decision decision, Position waiting) {
        return !waiting.progress().claims().isEmpty()
                || decision.state().openRequests().stream().anyMatch(open -> open.kind() == RequestKind.TOOL_WRITE);
    }

    /** The different values other than the known one that the words hold for an earlier question. */
    private static List<Correction> values(Position waiting, StepPath path, Step.Ask ask, String text) {
        var known = Personal.plainOrNull(waiting.progress().slots().get(ask.slot()));
        var pattern = ask.pattern();
        if (known == null || pattern == null) {
            return List.of();
        }
        var values = new ArrayList<Correction>();
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            var group = matcher.groupCount() > 0 && matcher.group(1) != null ? 1 : 0;
            var value = matcher.group(group);
            if (!value.equals(known)
                    && values.stream().noneMatch(other -> other.value().equals(value))) {
                values.add(new Correction(path, ask.slot(), value, matcher.start(group), matcher.end(group)));
            }
        }
        return values;
    }

    /** Goes back to the earliest question that is answered otherwise now, and on from there. */
    static void apply(Decision decision, Position waiting, List<Correction> corrections) {
        var slots = corrections.stream().map(Correction::slot).toList();
        forget(decision, waiting, top(corrections.getFirst().path()), slots, "corrected");
        corrections.forEach(correction ->
                QuestionRules.fill(decision, waiting.progress(), correction.slot(), correction.value(), "correction"));
        ProcedureRules.run(decision);
    }

    /** A value that the customer did not confirm is asked for again; false where the confirmation is of no value. */
    static boolean asksAnew(Decision decision, Position waiting, Step.Confirm confirm) {
        var path = confirm.of() == null ? null : askOf(waiting.procedure(), confirm.of());
        if (path == null || confirm.of() == null || somethingIsDone(decision, waiting)) {
            return false;
        }
        forget(decision, waiting, top(path), List.of(confirm.of()), "not_confirmed");
        if (path.fork() == null) {
            QuestionRules.putAgain(decision);
        } else {
            ProcedureRules.run(decision);
        }
        return true;
    }

    /** The step at the top around a step: which of its branches is the right one may depend on the new value. */
    private static StepPath top(StepPath path) {
        var top = path;
        for (var fork = path.fork(); fork != null; fork = top.fork()) {
            top = fork.step();
        }
        return top;
    }

    private static @Nullable StepPath askOf(Procedure procedure, String slot) {
        return procedure.paths().stream()
                .filter(path -> procedure.step(path) instanceof Step.Ask ask
                        && ask.slot().equals(slot))
                .findFirst()
                .orElse(null);
    }

    private static void forget(
            Decision decision, Position waiting, StepPath backTo, List<String> wrong, String reasonCode) {
        var slots = new TreeSet<>(wrong);
        var results = new TreeSet<String>();
        var paths = waiting.procedure().paths();
        for (var path : paths.subList(paths.indexOf(backTo), paths.size())) {
            switch (waiting.procedure().step(path)) {
                case Step.Confirm confirm when waiting.knows(confirm.slot()) -> slots.add(confirm.slot());
                case Step.Call call when waiting.progress().results().containsKey(call.as()) -> results.add(call.as());
                case null, default -> {}
            }
        }
        decision.byAgent(new SlotsForgotten(
                waiting.progress().procedureId(), List.copyOf(slots), List.copyOf(results), backTo.text(), reasonCode));
    }
}
