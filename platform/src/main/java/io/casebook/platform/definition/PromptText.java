package io.casebook.platform.definition;

import io.casebook.platform.definition.expression.Spelling;
import io.casebook.schemas.ContentHash;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.ValueResolvers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The text of a prompt with places for values, compiled: {@code {name}} is replaced by a value, {@code {#if name} … {/if}} stays
 * only where there is one. Values are put in as they are and never looked at, so nothing that a customer wrote is a place.
 */
public final class PromptText {
    /** What a prompt can be for. */
    public static final List<String> PURPOSES = List.of("reason", "classify", "judge", "summarise", "repair");

    /** The values that there are. */
    public static final List<String> VALUES = List.of(
            "instructions",
            "task",
            "language",
            "channel",
            "today",
            "time_zone",
            "notes",
            "procedure",
            "step",
            "summary",
            "resources",
            "passages",
            "intents");

    private static final Set<String> OPERATORS = Set.of("&&", "||");

    /** Texts and conditions alone: no loops, no inclusion, no methods, and nothing that reads a value as a template. */
    private static final Engine ENGINE = Engine.builder()
            .addSectionHelper(new IfSectionHelper.Factory())
            .addValueResolver(ValueResolvers.mapResolver())
            .addValueResolver(ValueResolvers.trueResolver())
            .addValueResolver(ValueResolvers.logicalAndResolver())
            .addValueResolver(ValueResolvers.logicalOrResolver())
            .strictRendering(true)
            .removeStandaloneLines(true)
            .build();

    private final String text;
    private final Function<Map<String, String>, String> filled;

    private PromptText(String text, Function<Map<String, String>, String> filled) {
        this.text = text;
        this.filled = filled;
    }

    /** A text that cannot be compiled. */
    public static final class Unusable extends Exception {
        private final int line;
        private final String hint;

        Unusable(int line, String message, String hint) {
            super(message, null, false, false);
            this.line = line;
            this.hint = hint;
        }

        /** Where, from 1. */
        public int line() {
            return line;
        }

        /** What to do about it; empty where the message says it all. */
        public String hint() {
            return hint;
        }

        /** What is wrong. */
        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /**
     * Compiles a text.
     *
     * @throws Unusable when it does not compile or names a value that there is not
     */
    public static PromptText compile(String text) throws Unusable {
        if (EarlierNotation.usedIn(text)) {
            return new PromptText(text, values -> EarlierNotation.fill(text, values));
        }
        try {
            var template = ENGINE.parse(text);
            for (var expression : template.getExpressions()) {
                check(expression);
            }
            tryOut(template);
            return new PromptText(text, values -> template.render(values));
        } catch (TemplateException e) {
            throw new Unusable(line(e), "the prompt does not compile: " + reason(e), NOTATION);
        }
    }

    private static final String NOTATION =
            "write {name} for a value, {#if name} … {/if} around what needs it, and \\{ for a brace";

    private static void check(Expression expression) throws Unusable {
        if (expression.isLiteral()) {
            return;
        }
        var parts = expression.getParts();
        var name = parts.getFirst().getName();
        if (expression.getNamespace() != null || !VALUES.contains(name)) {
            var line = expression.getOrigin().getLine();
            var suggestion = Spelling.hint(name, VALUES);
            throw new Unusable(
                    line,
                    "no prompt has the value " + expression.toOriginalString(),
                    suggestion.isEmpty() ? "there are " + String.join(", ", VALUES) : suggestion);
        }
        for (var part : parts.subList(1, parts.size())) {
            if (!OPERATORS.contains(part.getName())) {
                throw new Unusable(
                        expression.getOrigin().getLine(),
                        "%s: a value of a prompt is a text and has no %s"
                                .formatted(expression.toOriginalString(), part.getName()),
                        "write {" + name + "}");
            }
        }
    }

    /** What is wrong only with some values shows here, and not in front of a customer. */
    private static void tryOut(Template template) {
        var none = new HashMap<String, String>();
        var all = new HashMap<String, String>();
        VALUES.forEach(name -> none.put(name, ""));
        VALUES.forEach(name -> all.put(name, name));
        var _ = template.render(none);
        var _ = template.render(all);
    }

    private static int line(TemplateException e) {
        var origin = e.getOrigin();
        return origin == null ? 1 : Math.max(1, origin.getLine());
    }

    /** Without the words about where, which the problem says in its own way. */
    private static String reason(TemplateException e) {
        @Nullable String message = e.getMessage();
        return message == null ? "not a template" : message.replaceFirst("^\\w+ error in template \\[[^]]*]:? ?", "");
    }

    /** The text with its values, without spaces around it; a value that is missing counts as empty. */
    public String fill(Map<String, String> values) {
        var all = new HashMap<String, String>();
        VALUES.forEach(name -> all.put(name, values.getOrDefault(name, "")));
        return filled.apply(all).strip();
    }

    /** First 16 hexadecimal digits of the SHA-256 of the text as it was written. */
    public String fingerprint() {
        return ContentHash.of(text);
    }

    /** The text as it was written. */
    public String text() {
        return text;
    }

    /** True where it is written in the notation that prompts had first. */
    public boolean earlierNotation() {
        return EarlierNotation.usedIn(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PromptText same && same.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "PromptText[" + fingerprint() + "]";
    }
}
