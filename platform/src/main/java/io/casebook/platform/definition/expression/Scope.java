package io.casebook.platform.definition.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that an expression may use where it stands.
 *
 * @param slots slots that some step of the procedure fills
 * @param results names of results that some step of the procedure brings
 * @param openNames true outside procedures: {@code slots.x} and {@code results.x} are then allowed for any x, and no
 *     slot or result has a name of its own
 * @param args what {@code args} holds; null where there are no arguments
 */
public record Scope(
        Set<String> slots,
        Set<String> results,
        boolean openNames,
        @Nullable Arguments args) {

    /** Names with a fixed meaning, which no slot and no result may take. */
    public static final Set<String> RESERVED = Set.of(
            "slots",
            "results",
            "resources",
            "identity",
            "args",
            "customer",
            "conversation",
            "channel",
            "language",
            "now");

    /** Words of CEL that cannot be names. */
    private static final Set<String> CEL_WORDS = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    /** Where there is neither a procedure nor a tool call. */
    public static final Scope CONVERSATION = new Scope(Set.of(), Set.of(), true, null);

    private static final Arguments FACTS_OF_A_REPLY = new Arguments(Set.of("source", "claims", "confidence"), false);

    /** The condition of the approval of replies, whose args say what the draft is. */
    public static final Scope REPLY = new Scope(Set.of(), Set.of(), true, FACTS_OF_A_REPLY);

    public Scope {
        slots = Set.copyOf(slots);
        results = Set.copyOf(results);
    }

    /**
     * The parameters of a tool.
     *
     * @param names their names
     * @param open true when the tool's schema is not known here, so that any name may be one
     */
    public record Arguments(Set<String> names, boolean open) {
        public Arguments {
            names = Set.copyOf(names);
        }
    }

    /** The scope of a procedure's steps. */
    public static Scope ofProcedure(Set<String> slots, Set<String> results) {
        return new Scope(slots, results, false, null);
    }

    /** The scope of a tool's own conditions. */
    public static Scope ofTool(Arguments args) {
        return new Scope(Set.of(), Set.of(), true, args);
    }

    /** Says what is wrong with a name for a slot or a result; null when nothing is. */
    public static @Nullable String objectionTo(String name) {
        if (!NAME.matcher(name).matches()) {
            return "is not a name: letters, digits and _, not starting with a digit";
        }
        return RESERVED.contains(name) || CEL_WORDS.contains(name) ? "is a reserved name" : null;
    }

    /** Says what is wrong with a path of names, as far as can be told before there are facts; null when nothing is. */
    @Nullable
    Fault objectionTo(List<String> path, int line) {
        String second = path.size() > 1 ? path.get(1) : null;
        return switch (path.getFirst()) {
            case "slots" -> second == null || openNames ? null : known("slot", second, slots, line);
            case "results" -> second == null || openNames ? null : known("result", second, results, line);
            case "resources", "identity", "channel", "language", "now" -> null;
            case "customer", "conversation" ->
                second == null || second.equals("id")
                        ? null
                        : new Fault(path.getFirst() + " has nothing but id", line, "write " + path.getFirst() + ".id");
            case "args" -> argument(second, line);
            default ->
                slots.contains(path.getFirst()) || results.contains(path.getFirst())
                        ? null
                        : new Fault("nothing fills " + path.getFirst(), line, nameHint(path.getFirst()));
        };
    }

    private @Nullable Fault argument(@Nullable String name, int line) {
        if (args == null) {
            return new Fault("there are no args here", line, "args are known in a tool's own approve and requires");
        }
        var kind = args.equals(FACTS_OF_A_REPLY) ? "fact of a reply" : "parameter of the tool";
        return name == null || args.open() ? null : known(kind, name, args.names(), line);
    }

    private static @Nullable Fault known(String kind, String name, Set<String> names, int line) {
        return names.contains(name)
                ? null
                : new Fault("no " + kind + " is called " + name, line, Spelling.hint(name, names));
    }

    String nameHint(String name) {
        List<String> all = new ArrayList<>(slots);
        all.addAll(results);
        all.addAll(RESERVED);
        return Spelling.hint(name, all);
    }
}
