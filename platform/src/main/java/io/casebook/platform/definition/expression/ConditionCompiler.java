package io.casebook.platform.definition.expression;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.casebook.conversation.definition.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiles conditions; bounded, so that no definition can make a decision slow. */
final class ConditionCompiler {

    /** Enough to look through a long order, too little to be felt. */
    private static final int MOST_ITERATIONS = 10_000;

    private static final int LONGEST = 4_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(64)
            .build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();

    private static final MapType DOCUMENTS = MapType.create(SimpleType.STRING, SimpleType.DYN);
    private static final MapType TEXTS = MapType.create(SimpleType.STRING, SimpleType.STRING);

    private static final CelCompiler BASE = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("slots", TEXTS)
            .addVar("results", DOCUMENTS)
            .addVar("resources", DOCUMENTS)
            .addVar("identity", SimpleType.DYN)
            .addVar("customer", TEXTS)
            .addVar("conversation", TEXTS)
            .addVar("channel", SimpleType.STRING)
            .addVar("language", SimpleType.STRING)
            .addVar("now", SimpleType.TIMESTAMP)
            .build();

    /** Of tools, which have neither slots nor results: it is dear to build, and an agent may have a thousand. */
    private static final CelCompiler OF_TOOLS =
            BASE.toCompilerBuilder().addVar("args", SimpleType.DYN).build();

    /** Checking one costs a millisecond. Tools share their conditions, and the next version of an agent has most of them again. */
    private static final Cache<String, Checked> CHECKED =
            Caffeine.newBuilder().maximumSize(4_000).build();

    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'.*", Pattern.DOTALL);
    private static final Pattern TEXT_WITH_NUMBER =
            Pattern.compile(".*applied to '\\((string, (int|double)|(int|double), string)\\)'.*", Pattern.DOTALL);

    private final Scope scope;
    private final boolean ofTools;
    private final CelCompiler compiler;

    ConditionCompiler(Scope scope) {
        this.scope = scope;
        this.ofTools = scope.slots().isEmpty() && scope.results().isEmpty();
        this.compiler = ofTools ? OF_TOOLS : compiler(scope);
    }

    private static CelCompiler compiler(Scope scope) {
        CelCompilerBuilder builder = BASE.toCompilerBuilder();
        scope.slots().forEach(slot -> builder.addVar(slot, SimpleType.STRING));
        scope.results().forEach(result -> builder.addVar(result, SimpleType.DYN));
        return builder.addVar("args", SimpleType.DYN).build();
    }

    Parsed<Condition> compile(String source) {
        if (source.isBlank()) {
            return new Parsed.Bad<>(List.of(new Fault("the condition is empty", 0, "")));
        }
        Checked checked = ofTools && source.length() <= LONGEST
                ? CHECKED.get(source, ConditionCompiler::ofTools)
                : check(compiler, source);
        if (!checked.issues().isEmpty()) {
            return new Parsed.Bad<>(checked.issues().stream().map(this::fault).toList());
        }
        List<Fault> faults = new ArrayList<>(checked.faults());
        for (Reference reference : checked.references()) {
            Fault objection = scope.objectionTo(reference.path(), 0);
            if (objection != null) {
                faults.add(objection);
            }
        }
        CelCondition condition = checked.condition();
        return condition != null && faults.isEmpty()
                ? new Parsed.Good<>(condition, checked.references())
                : new Parsed.Bad<>(faults.stream().distinct().toList());
    }

    /**
     * What can be said of a condition without looking at where it stands.
     *
     * @param condition the condition; null where it cannot be one
     * @param references the names it uses
     * @param issues what CEL objects to
     * @param faults what else speaks against it
     */
    private record Checked(
            @Nullable CelCondition condition, List<Reference> references, List<CelIssue> issues, List<Fault> faults) {}

    private static Checked ofTools(String source) {
        return check(OF_TOOLS, source);
    }

    private static Checked check(CelCompiler compiler, String source) {
        CelValidationResult result = compiler.compile(source);
        if (result.hasError()) {
            return new Checked(null, List.of(), result.getErrors(), List.of());
        }
        try {
            CelAbstractSyntaxTree ast = result.getAst();
            List<Fault> faults = new ArrayList<>();
            typeOf(ast, faults);
            List<Reference> references = CelReferences.in(ast);
            return new Checked(
                    new CelCondition(source, RUNTIME.createProgram(ast), references), references, List.of(), faults);
        } catch (CelValidationException | CelEvaluationException e) {
            return new Checked(null, List.of(), List.of(), List.of(new Fault(String.valueOf(e.getMessage()), 0, "")));
        }
    }

    private static void typeOf(CelAbstractSyntaxTree ast, List<Fault> faults) {
        CelType type = ast.getResultType();
        if (type.kind() != CelKind.BOOL && type.kind() != CelKind.DYN) {
            faults.add(new Fault(
                    "a condition is true or false, but this is of type " + type.name(),
                    0,
                    "compare it with something"));
        }
    }

    private Fault fault(CelIssue issue) {
        int line = Math.max(0, issue.getSourceLocation().getLine() - 1);
        String message = issue.getMessage();
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            return new Fault("nothing fills " + undeclared.group(1), line, scope.nameHint(undeclared.group(1)));
        }
        if (TEXT_WITH_NUMBER.matcher(message).matches()) {
            return new Fault("text is compared with a number", line, "slots are text: write int(name) or double(name)");
        }
        // The rest of the message lists every overload or token that would have fitted.
        String brief = message.replaceFirst("(?s) \\(candidates: .*", "").replaceFirst("(?s) expecting \\{.*", "");
        return new Fault("not a condition: " + brief, line, "conditions are CEL expressions");
    }
}
