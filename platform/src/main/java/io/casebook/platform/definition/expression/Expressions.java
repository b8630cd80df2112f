package io.casebook.platform.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.conversation.definition.ArgumentsTemplate;
import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles the expressions of one scope. */
public final class Expressions {

    private final Scope scope;
    private @Nullable ConditionCompiler conditions;

    /** Expressions that may use the names of a scope. */
    public Expressions(Scope scope) {
        this.scope = scope;
    }

    /** Compiles a condition. */
    public Parsed<Condition> condition(String source) {
        // Built on demand: most scopes have no condition, and an environment of CEL takes a moment.
        ConditionCompiler compiler = conditions != null ? conditions : new ConditionCompiler(scope);
        conditions = compiler;
        return compiler.compile(source);
    }

    /** Compiles a text with placeholders. */
    public Parsed<Template> text(String source) {
        Placeholders.Reading reading = Placeholders.read(source);
        List<Fault> faults = new ArrayList<>(reading.faults());
        List<Reference> references = new ArrayList<>();
        for (Placeholders.Piece piece : reading.pieces()) {
            if (piece instanceof Placeholders.Placeholder placeholder) {
                Fault objection = scope.objectionTo(placeholder.path(), placeholder.line());
                if (objection != null) {
                    faults.add(objection);
                }
                references.add(new Reference(placeholder.path(), false));
                currency(placeholder, faults, references);
            }
        }
        return faults.isEmpty()
                ? new Parsed.Good<>(new TextTemplate(source, reading.pieces()), references)
                : new Parsed.Bad<>(faults);
    }

    /** Where the format says where the currency stands, that is a name like any other. */
    private void currency(Placeholders.Placeholder placeholder, List<Fault> faults, List<Reference> references) {
        List<String> path =
                placeholder.format() == null ? List.of() : placeholder.format().path();
        if (!path.isEmpty()) {
            Fault objection = scope.objectionTo(path, placeholder.line());
            if (objection != null) {
                faults.add(objection);
            }
            references.add(new Reference(path, false));
        }
    }

    /**
     * Compiles the arguments of a tool call; the lines of its faults are those of the file.
     *
     * @param schema the tool's parameters; null where they are not known, values then keep their types
     */
    public Parsed<ArgumentsTemplate> arguments(ArgumentSource.Members source, @Nullable JsonNode schema) {
        return new ArgumentsCompiler(scope).compile(source, schema);
    }

    /** One text out of its versions by language (BCP 47, lower case), the first being for everybody else. */
    public static Template localised(Map<String, Template> byLanguage) {
        if (byLanguage.isEmpty()) {
            throw new IllegalArgumentException("a text needs at least one language");
        }
        return new LocalisedTemplate(byLanguage);
    }
}
