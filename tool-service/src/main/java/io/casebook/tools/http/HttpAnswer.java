package io.casebook.tools.http;

import io.casebook.tools.json.Json;
import io.casebook.tools.run.Attempt;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What came back over HTTP.
 *
 * @param status HTTP status
 * @param contentType content type without parameters, in lower case; empty where the answer names none
 * @param retryAfter the header of that name; null where there is none
 * @param location where a redirect leads; null where there is none
 * @param body what it said, read-only
 * @param cut true where it said more than is ever read
 */
record HttpAnswer(
        int status,
        String contentType,
        @Nullable String retryAfter,
        @Nullable URI location,
        ByteBuffer body,
        boolean cut) {

    /** A view of the body that may be read through. */
    @Override
    public ByteBuffer body() {
        return body.duplicate();
    }

    /** What it means: done, refused, to be tried again, or done as far as the status says and useless as an answer. */
    Attempt meaning() {
        if (status >= 200 && status < 300) {
            return done();
        }
        var told = cut || !body.hasRemaining() ? null : content();
        return StatusMeaning.of(status, told, retryAfter);
    }

    private Attempt done() {
        if (cut) {
            return new Attempt.Unusable("the answer is longer than is ever read", status);
        }
        var content = content();
        return content == null
                ? new Attempt.Unusable(
                        "the answer is neither JSON nor plain text in UTF-8 (content type %s)"
                                .formatted(contentType.isEmpty() ? "missing" : contentType),
                        status)
                : new Attempt.Done(content, status);
    }

    /** JSON as it is, nothing as an empty object, plain text as an object with the text; null for anything else. */
    private @Nullable JsonNode content() {
        var json = contentType.endsWith("/json") || contentType.endsWith("+json");
        var readable = json || contentType.isEmpty() || contentType.equals("text/plain") || !body.hasRemaining();
        var text = readable ? Json.utf8(body()) : null;
        if (text == null) {
            return null;
        }
        if (text.isBlank()) {
            return Json.object();
        }
        var value = contentType.equals("text/plain") ? null : Json.parse(text);
        return value != null || json || isPage(text) ? value : plain(text);
    }

    /** A page of a proxy says nothing of what the tool did, also where it does not say that it is one. */
    private boolean isPage(String text) {
        var marked = text.startsWith("\ufeff") ? text.substring(1) : text;
        var begin = marked.stripLeading().toLowerCase(Locale.ROOT);
        return contentType.isEmpty()
                ? begin.startsWith("<")
                : begin.startsWith("<!doctype html") || begin.startsWith("<html");
    }

    private static JsonNode plain(String text) {
        return Json.object().put("text", text);
    }

    @Override
    public String toString() {
        return "HttpAnswer[" + status + ", " + contentType + ", " + body.remaining() + " bytes]";
    }
}
