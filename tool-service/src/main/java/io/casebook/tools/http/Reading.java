package io.casebook.tools.http;

import io.casebook.schemas.Personal;
import io.casebook.tools.json.Json;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an answer means: done, refused, to be tried again, or done as far as the status says and useless as an answer. Pure.
 */
sealed interface Reading {

    /** The tool did it, and this is what it returned. */
    record Done(ToolSuccess success) implements Reading {}

    /** The tool says that it did not do it. */
    record Refused(ToolFailure failure) implements Reading {}

    /** The tool could not do it now; whether it did anything is open. */
    record Overloaded(ToolFailure failure) implements Reading {}

    /** The status says done, the content does not bear it out. */
    record Unusable(String why, int status) implements Reading {}

    /** The tool is, or claims to be, somewhere else. */
    record Elsewhere(int status) implements Reading {}

    /** Why a tool did not do it: it knows no such thing. */
    String NOT_FOUND = "not_found";

    /** Why a tool did not do it: it does not accept the call. */
    String REJECTED = "rejected";

    /** Why a tool did not do it: too many calls. */
    String RATE_LIMITED = "rate_limited";

    /** Why a tool did not do it: it cannot be reached, or says that it cannot do anything now. */
    String UNAVAILABLE = "unavailable";

    /** Why a tool's answer is of no use. */
    String INVALID_OUTPUT = "invalid_output";

    /** Reads an answer. */
    static Reading of(CompiledTool tool, Attempt.Answered answer, Set<String> secrets, int largestResult) {
        var status = answer.status();
        if (status >= 200 && status < 300) {
            return done(tool, answer, secrets, largestResult);
        }
        if (status >= 300 && status < 400) {
            return new Elsewhere(status);
        }
        var content = told(tool, answer, secrets, largestResult);
        return switch (status) {
            case 404, 410 -> new Refused(new ToolFailure(NOT_FOUND, status, content));
            case 429 -> new Refused(new ToolFailure(RATE_LIMITED, status, content));
            default ->
                status >= 400 && status < 500
                        ? new Refused(new ToolFailure(REJECTED, status, content))
                        : new Overloaded(new ToolFailure(UNAVAILABLE, status, content));
        };
    }

    private static Reading done(CompiledTool tool, Attempt.Answered answer, Set<String> secrets, int largestResult) {
        if (answer.cut()) {
            return new Unusable("the answer is longer than is ever read", answer.status());
        }
        var content = content(answer);
        if (content == null) {
            return new Unusable(
                    "the answer is neither JSON nor plain text in UTF-8 (content type %s)"
                            .formatted(answer.contentType().isEmpty() ? "missing" : answer.contentType()),
                    answer.status());
        }
        var returns = tool.returns();
        if (returns != null) {
            var objections = returns.objections(content);
            if (!objections.isEmpty()) {
                return new Unusable(
                        "the answer does not match `returns`: " + String.join("; ", objections), answer.status());
            }
        }
        var text = Json.text(tool.redaction().apply(content, secrets));
        return text.length() > largestResult
                ? new Unusable("the answer has more than %d characters".formatted(largestResult), answer.status())
                : new Done(new ToolSuccess(Personal.text(text)));
    }

    /** What a tool that did not do it has to say; null where that is of no use. */
    private static io.casebook.vocabulary.@Nullable PersonalText told(
            CompiledTool tool, Attempt.Answered answer, Set<String> secrets, int largestResult) {
        var content = answer.cut() || !answer.body().hasRemaining() ? null : content(answer);
        if (content == null) {
            return null;
        }
        var text = Json.text(tool.redaction().apply(content, secrets));
        return text.length() > largestResult ? null : Personal.text(text);
    }

    /** JSON as it is, nothing as an empty object, plain text as an object with the text; null for anything else. */
    private static @Nullable JsonNode content(Attempt.Answered answer) {
        var type = answer.contentType();
        var json = type.endsWith("/json") || type.endsWith("+json");
        if (!json
                && !type.isEmpty()
                && !type.equals("text/plain")
                && answer.body().hasRemaining()) {
            return null;
        }
        var text = Json.utf8(answer.body());
        if (text == null) {
            return null;
        }
        if (text.isBlank()) {
            return Json.object();
        }
        if (type.equals("text/plain")) {
            return plain(text);
        }
        var value = Json.parse(text);
        return value != null || json ? value : plain(text);
    }

    private static JsonNode plain(String text) {
        return Json.object().put("text", text);
    }
}
