package io.casebook.ingress.api;

import io.casebook.ingress.request.Fields;
import io.casebook.platform.http.JsonBody;
import jakarta.ws.rs.core.Response;

/** Answers, with a warning where the request had fields that nobody reads. */
final class Answers {
    private Answers() {}

    /** 200 with a body. */
    static Response ok(Object body, Fields request) {
        return warned(Response.ok(body), request);
    }

    /** 204: taken, and there is nothing more to say. */
    static Response taken(Fields request) {
        return warned(Response.noContent(), request);
    }

    private static Response warned(Response.ResponseBuilder answer, Fields request) {
        var warning = request.warning();
        return (warning == null ? answer : answer.header(JsonBody.WARNING_HEADER, warning)).build();
    }
}
