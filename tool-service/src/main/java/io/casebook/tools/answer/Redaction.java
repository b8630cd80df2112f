package io.casebook.tools.answer;

import io.casebook.conversation.definition.Sensitive;
import io.casebook.platform.redaction.Redactor;
import io.casebook.tools.call.Denied;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Takes out of an answer what nobody is to see: the places that the definition names, values of certain kinds wherever they
 * stand, and the secrets that the call was sent with, should the tool repeat them. Immutable.
 */
public final class Redaction {
    /** What stands in the place of a secret of the installation. */
    public static final String REDACTED = "[redacted]";

    private final List<Pointer> pointers;
    private final Redactor redactor;

    private Redaction(List<Pointer> pointers, Redactor redactor) {
        this.pointers = pointers;
        this.redactor = redactor;
    }

    /**
     * A place of a definition.
     *
     * @param source as it is written
     * @param steps its parts; {@code *} stands for every member or item
     */
    record Pointer(String source, List<String> steps) {
        /** The last part that is a name. */
        String name() {
            return steps.reversed().stream()
                    .filter(step -> !step.equals("*") && !step.chars().allMatch(Character::isDigit))
                    .findFirst()
                    .orElse("value");
        }
    }

    /**
     * Compiles JSON pointers; {@code *} stands for every member or item.
     *
     * @param kinds what is taken out wherever it stands
     * @throws Denied with the code invalid_definition where a pointer is none
     */
    public static Redaction of(List<String> pointers, Set<Sensitive> kinds) {
        for (var pointer : pointers) {
            if (!pointer.startsWith("/")) {
                throw new Denied(
                        Denied.INVALID_DEFINITION,
                        "redact has %s, which is no JSON pointer; write e.g. /card/number".formatted(pointer));
            }
        }
        var compiled = pointers.stream()
                .map(pointer -> new Pointer(
                        pointer,
                        Arrays.stream(pointer.substring(1).split("/", -1))
                                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                                .toList()))
                .toList();
        return new Redaction(compiled, Redactor.of(kinds));
    }

    /** The answer without what nobody is to see; the one that is handed in may be changed. */
    public Redacted apply(JsonNode answer, Set<String> secrets) {
        var work = new RedactionWork(redactor, secrets);
        for (var pointer : pointers) {
            work.hide(answer, pointer, pointer.steps());
        }
        var content = work.clean(answer, "");
        return new Redacted(content, work.hidden());
    }

    /** What is said about an answer, without what nobody is to see: names of its members may stand there. */
    public String about(String text, Set<String> secrets) {
        return new RedactionWork(redactor, secrets).text(text, "");
    }
}
