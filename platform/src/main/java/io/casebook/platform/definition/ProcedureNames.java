package io.casebook.platform.definition;

import io.casebook.platform.definition.expression.Scope;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the slots and results of a procedure before its steps are read, so that a text may use what comes later. */
final class ProcedureNames {

    private final Problems.InFile problems;
    private final Set<String> slots = new LinkedHashSet<>();
    private final Set<String> results = new LinkedHashSet<>();
    private final Set<String> returningJumps = new LinkedHashSet<>();

    private ProcedureNames(Problems.InFile problems) {
        this.problems = problems;
    }

    static ProcedureNames of(@Nullable YamlNode steps, Problems.InFile problems) {
        ProcedureNames names = new ProcedureNames(problems);
        names.walk(steps);
        return names;
    }

    Set<String> slots() {
        return slots;
    }

    Set<String> results() {
        return results;
    }

    /** The procedures that it jumps to and comes back from. */
    Set<String> returningJumps() {
        return returningJumps;
    }

    private void walk(@Nullable YamlNode steps) {
        if (steps instanceof YamlNode.Sequence sequence) {
            for (YamlNode step : sequence.items()) {
                if (step instanceof YamlNode.Mapping mapping) {
                    mapping.entries().forEach((kind, entry) -> step(kind, entry.value()));
                }
            }
        }
    }

    private void step(String kind, YamlNode value) {
        if (!(value instanceof YamlNode.Mapping parts)) {
            return;
        }
        switch (kind) {
            case "ask", "confirm" -> take(parts.get("slot"), slots, results, "slot", "result");
            case "call" -> {
                take(parts.get(parts.get("as") != null ? "as" : "tool"), results, slots, "result", "slot");
                walk(parts.get("on_error"));
            }
            case "jump" -> {
                if (parts.get("return") instanceof YamlNode.Scalar returns
                        && returns.isOn()
                        && parts.get("procedure") instanceof YamlNode.Scalar procedure) {
                    returningJumps.add(procedure.text());
                }
            }
            case "if" -> {
                walk(parts.get("then"));
                walk(parts.get("else"));
            }
            default -> {}
        }
    }

    private void take(@Nullable YamlNode node, Set<String> own, Set<String> others, String kind, String otherKind) {
        if (!(node instanceof YamlNode.Scalar name) || name.isNull()) {
            return;
        }
        String objection = Scope.objectionTo(name.text());
        if (objection != null) {
            problems.error(name.line(), "the " + kind + " " + name.text() + " " + objection, "choose another name");
        } else if (others.contains(name.text())) {
            problems.error(
                    name.line(),
                    name.text() + " is the name of a " + otherKind + " and of a " + kind,
                    "give one of them another name");
        } else {
            own.add(name.text());
        }
    }
}
