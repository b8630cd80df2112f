package io.casebook.platform.definition;

import io.casebook.conversation.definition.Template;
import io.casebook.platform.definition.expression.Expressions;
import io.casebook.platform.definition.expression.Parsed;
import io.casebook.platform.definition.expression.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what customers will read: one text, or one for each language. */
final class TextReader {

    private final Expressions expressions;
    private final List<String> languages;
    private final Problems.InFile problems;
    private boolean oneLanguage;

    TextReader(Expressions expressions, List<String> languages, Problems.InFile problems) {
        this.expressions = expressions;
        this.languages = languages;
        this.problems = problems;
    }

    /** The text at a node; what it refers to is added to the references. */
    Template read(YamlNode node, String what, List<Reference> references) {
        if (!(node instanceof YamlNode.Mapping byLanguage)
                || byLanguage.entries().isEmpty()) {
            oneLanguage = true;
            return single(node, what, references);
        }
        Map<String, Template> texts = new LinkedHashMap<>();
        byLanguage.entries().forEach((language, entry) -> {
            if (!AgentFile.LANGUAGE.matcher(language).matches()) {
                problems.error(entry.line(), "not a language: " + language, "write {en: \"...\", de: \"...\"}");
            }
            texts.put(language.toLowerCase(Locale.ROOT), single(entry.value(), what + " in " + language, references));
        });
        List<String> missing = languages.stream()
                .filter(language -> !texts.containsKey(language.toLowerCase(Locale.ROOT)))
                .toList();
        if (!missing.isEmpty()) {
            problems.warning(
                    node.line(),
                    what + " is not there in " + String.join(", ", missing),
                    "customers who write so will read "
                            + byLanguage.entries().keySet().iterator().next());
        }
        return Expressions.localised(texts);
    }

    /** A text for one language, or for people of the company. */
    Template single(YamlNode node, String what, List<Reference> references) {
        if (!(node instanceof YamlNode.Scalar scalar)
                || scalar.isNull()
                || scalar.text().isBlank()) {
            problems.error(node.line(), what + " must be a text, not " + node.kind());
            return Template.fixed("");
        }
        return switch (expressions.text(scalar.text().strip())) {
            case Parsed.Good<Template> good -> {
                references.addAll(good.references());
                yield good.value();
            }
            case Parsed.Bad<Template> bad -> {
                problems.faults(scalar.textLine(), bad.faults());
                yield Template.fixed("");
            }
        };
    }

    /** Once a procedure, rather than at each of its texts. */
    void warnOfOneLanguage(int line) {
        if (oneLanguage && languages.size() > 1) {
            problems.warning(
                    line,
                    "the agent speaks " + String.join(", ", languages) + ", but texts here are in one language",
                    "write {" + languages.get(0) + ": \"...\", " + languages.get(1) + ": \"...\"} instead of one text");
        }
    }
}
