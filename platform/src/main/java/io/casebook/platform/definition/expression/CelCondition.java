package io.casebook.platform.definition.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A condition in CEL, compiled. */
final class CelCondition implements Condition {

    private final String source;
    private final CelRuntime.Program program;
    private final Set<String> reads;

    CelCondition(String source, CelRuntime.Program program, List<Reference> references) {
        this.source = source;
        this.program = program;
        this.reads = references.stream()
                .map(reference -> String.join(".", reference.path()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Set<String> reads() {
        return reads;
    }

    @Override
    public Verdict test(Facts facts) {
        try {
            Object value = program.eval(new CelValues(facts));
            return switch (value) {
                case Boolean truth -> Verdict.of(truth);
                // What CEL returns when a variable has no value at all.
                case dev.cel.runtime.CelUnknownSet unknown -> undecided("a name in it has no value");
                default -> undecided("it is neither true nor false");
            };
        } catch (CelEvaluationException e) {
            // The message of the exception may quote a customer's words; its code never does.
            return undecided(e.getErrorCode().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        } catch (RuntimeException e) {
            return undecided("evaluation failed (" + e.getClass().getSimpleName() + ")");
        }
    }

    private Verdict undecided(String why) {
        return new Verdict.Undecided(source + ": " + why);
    }

    @Override
    public String toString() {
        return source;
    }
}
