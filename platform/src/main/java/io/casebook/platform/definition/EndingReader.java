package io.casebook.platform.definition;

import io.casebook.conversation.definition.HandOffPolicy;
import io.casebook.conversation.definition.Step;
import io.casebook.platform.definition.expression.Reference;
import io.casebook.platform.definition.expression.Spelling;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the steps that lead elsewhere: {@code handoff}, {@code finish}, {@code jump}. */
final class EndingReader {

    private static final Set<String> RESOLUTIONS = Set.of(Step.Finish.RESOLVED, Step.Finish.OPEN);

    private final HandOffPolicy handOff;
    private final TextReader texts;
    private final Problems.InFile problems;

    EndingReader(HandOffPolicy handOff, TextReader texts, Problems.InFile problems) {
        this.handOff = handOff;
        this.texts = texts;
        this.problems = problems;
    }

    @Nullable
    Step handOff(YamlNode value, List<Reference> references) {
        if (value instanceof YamlNode.Scalar scalar) {
            return new Step.HandOff(scalar.isNull() ? null : target(scalar), null);
        }
        Fields fields = Fields.of(value, "handoff", problems);
        if (fields == null) {
            return null;
        }
        YamlNode.Scalar target = fields.scalar("target");
        YamlNode note = fields.node("note");
        fields.done();
        return new Step.HandOff(
                target == null ? null : target(target), note == null ? null : texts.single(note, "note", references));
    }

    private @Nullable String target(YamlNode.Scalar target) {
        Set<String> known = handOff.targets().keySet();
        if (known.contains(target.text())) {
            return target.text();
        }
        problems.error(
                target.line(), "no hand-off target is called " + target.text(), Spelling.hint(target.text(), known));
        return null;
    }

    @Nullable
    Step finish(YamlNode value) {
        if (value instanceof YamlNode.Scalar scalar) {
            String resolution = scalar.isNull() ? Step.Finish.RESOLVED : scalar.text();
            if (RESOLUTIONS.contains(resolution)) {
                return new Step.Finish(resolution);
            }
        }
        problems.error(value.line(), "finish must be resolved or open, not " + value.kind());
        return null;
    }

    @Nullable
    Step jump(YamlNode value) {
        if (value instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return new Step.Jump(scalar.text(), false);
        }
        if (value instanceof YamlNode.Mapping mapping) {
            Fields fields = new Fields(mapping, problems);
            String procedure = fields.required("procedure", "", "the id of the procedure to go on with");
            boolean returns = fields.flag("return", false);
            fields.done();
            return procedure.isEmpty() ? null : new Step.Jump(procedure, returns);
        }
        problems.error(value.line(), "jump must name a procedure, not " + value.kind());
        return null;
    }
}
